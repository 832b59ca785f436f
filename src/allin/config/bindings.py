"""What goes up: ways, holders, recipients, targets. Listed in docs/architecture.md."""

from allin.config import holders, recipients, targets, ways


def bind() -> None:
    """Bind all of it; called once when the house is loaded."""
    ways.bind()
    holders.bind()
    recipients.bind()
    targets.bind()
