"""What may stand in a log: when, how bad, where. Never what somebody typed."""

import logging
import traceback
from types import TracebackType

SysExcInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)


class Bare(logging.Formatter):
    """Write exceptions as type and place; message and locals stay in the house."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: SysExcInfo) -> str:  # noqa: N802
        kind, _value, trace = ei
        frames = traceback.extract_tb(trace)
        place = frames[-1] if frames else None
        where = f"{place.filename}:{place.lineno} in {place.name}" if place else "?"
        return f"{kind.__name__ if kind else '?'} at {where}"
