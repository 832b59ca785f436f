"""What goes up: ways, holders, recipients, targets. Listed in docs/architecture.md."""

from allin.accounts import operations as accounts
from allin.audit import operations as audit
from allin.config import holders, merging, recipients, targets, ways
from allin.core import clock, guard, record
from allin.core.http import Request


def bind() -> None:
    """Bind all of it; called once when the house is loaded."""
    ways.bind()
    holders.bind()
    merging.bind()
    recipients.bind()
    targets.bind()
    guard.bind_quarantine(_hold_back)
    record.bind(audit.record)


def _hold_back(request: Request, form_name: str, data: dict[str, list[str]]) -> None:
    """Keep a public form that looked like a machine's for the coordination."""
    accounts.hold_back(
        centre=request.centre,
        form_name=form_name,
        path=request.get_full_path(),
        data=data,
        now=clock.now(),
    )
