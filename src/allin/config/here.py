"""The centre of the present request, for ways up: they are asked without one."""

from contextvars import ContextVar

from allin.centres.models import Centre

centre: ContextVar[Centre | None] = ContextVar("centre", default=None)


def has(module: str) -> bool:
    """Whether the module is switched on where we are; outside a request it is."""
    present = centre.get()
    return present is None or present.has(module)
