"""What lies sealed of a list: its rows, the file, decisions, what was found out."""

import base64
import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.tabular.book import Sheet
from allin.intake.models import Upload
from allin.vault import operations as vault

CHUNK: Final = 1_000
LIFE: Final = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Staged:
    """
    What was read of a file, without its rows. `sheets` as dicts with title, rows.

    :param readings: encodings it can be read in -> some words, so that one can choose
    """

    name: str
    sheets: list[dict[str, Any]]
    encoding: str = ""
    separator: str = ""
    doubtful: bool = False
    readings: dict[str, str] = field(default_factory=dict)


@dataclass
class Choices:
    """
    What the coordinator decided.

    :param columns: place of a column (as text) -> key, "" for not taken over
    :param taken: rows (from 0) that are entries though they do not look like it
    :param cells: column key -> cell as written -> [what, text]; what is "take",
        "leave" or "text"
    :param twins: row number (as text) -> "same", "there" or "new"
    :param rows: row number (as text) -> "out"
    """

    sheet: int = 0
    heading: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    taken: list[int] = field(default_factory=list)
    cells: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)


def _key(upload: Upload, *parts: object) -> str:
    return ":".join(map(str, ("intake", upload.key, *parts)))


def _keep(
    upload: Upload, *parts: object, data: Mapping[str, Any], now: dt.datetime
) -> None:
    """Seal something until the day of the list is over, not a minute longer."""
    vault.keep_draft(
        key=_key(upload, *parts), data=dict(data), now=now, dies_at=upload.dies_at
    )


def keep_staged(upload: Upload, staged: Staged, now: dt.datetime) -> None:
    """Keep what was read of a file, without its rows."""
    _keep(upload, "book", data=asdict(staged), now=now)


def keep_rows(
    upload: Upload, number: int, rows: list[list[str]], now: dt.datetime
) -> None:
    """Keep the rows of a sheet, in pieces."""
    for chunk, start in enumerate(range(0, len(rows), CHUNK)):
        part = {"rows": rows[start : start + CHUNK]}
        _keep(upload, number, chunk, data=part, now=now)


def keep_file(upload: Upload, data: bytes, now: dt.datetime) -> None:
    """Keep a delimited file itself: its letters may have been read wrongly."""
    _keep(upload, "file", data={"file": base64.b64encode(data).decode()}, now=now)


def file_of(upload: Upload, now: dt.datetime) -> bytes:
    """Return the delimited file. Raises Refusal when it is not kept any more."""
    data = vault.open_draft(key=_key(upload, "file"), now=now)
    if data is None:
        raise Refusal(_("This list was kept for 24 hours. Bring it again."))
    return base64.b64decode(data["file"])


def staged_of(upload: Upload, now: dt.datetime) -> Staged:
    """Return what was read. Raises Refusal when its day is over."""
    data = vault.open_draft(key=_key(upload, "book"), now=now)
    if data is None or upload.dies_at <= now:
        raise Refusal(_("This list was kept for 24 hours. Bring it again."))
    return Staged(**data)


def sheet_of(upload: Upload, number: int, now: dt.datetime) -> Sheet:
    """Return a sheet with all its rows."""
    staged = staged_of(upload, now)
    told = staged.sheets[number]
    rows: list[list[str]] = []
    for chunk in range((told["rows"] + CHUNK - 1) // CHUNK):
        part = vault.open_draft(key=_key(upload, number, chunk), now=now)
        rows += part["rows"] if part else []
    return Sheet(told["title"], rows)


def choices_of(upload: Upload, now: dt.datetime) -> Choices:
    """Return what was decided so far."""
    data = vault.open_draft(key=_key(upload, "choices"), now=now)
    return Choices(**data) if data else Choices()


def keep_choices(upload: Upload, choices: Choices, now: dt.datetime) -> None:
    """Keep what was decided; what was found out before is found out anew."""
    _keep(upload, "choices", data=asdict(choices), now=now)
    vault.drop_draft(key=_key(upload, "survey"))


def keep_refusals(upload: Upload, told: dict[str, str], now: dt.datetime) -> None:
    """Keep why rows were refused (line -> sentence); a sentence may name people."""
    _keep(upload, "refused", data=told, now=now)


def refusals_of(upload: Upload, now: dt.datetime) -> dict[str, str]:
    """Return line -> why it was refused, as long as the list is kept."""
    return vault.open_draft(key=_key(upload, "refused"), now=now) or {}


def remember_survey(upload: Upload, data: dict[str, Any], now: dt.datetime) -> None:
    """Keep what was found out about all rows, sealed like the rows themselves."""
    _keep(upload, "survey", data=data, now=now)


def remembered_survey(upload: Upload, now: dt.datetime) -> dict[str, Any] | None:
    """Return what was found out, or None when it has to be found out again."""
    return vault.open_draft(key=_key(upload, "survey"), now=now)
