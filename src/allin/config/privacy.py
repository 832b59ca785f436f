"""What the house keeps of people, in one table, from what the rooms declare."""

import importlib
import re
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import models

from allin.core.personal import Personal

BEGIN: Final = "<!-- made by `allin privacy --write`: begin -->"
END: Final = "<!-- end -->"

# Words that a field about a person usually bears.
LOOKS_PERSONAL: Final = re.compile(
    r"(^|_)(name|email|phone|mobile|address|birth\w*|gender|religion|nationality|note"
    r"|contact\w*|sealed|read_by|language\w*|district\w*|street|iban|pin|actor|age"
    r"|confidential\w*)(_|$)"
)


def declared() -> list[Personal]:
    """Return every declaration, in the order of the house."""
    found: list[Personal] = []
    for name in settings.INSTALLED_APPS:
        if (
            name.startswith("allin.")
            and apps.get_app_config(name.rpartition(".")[2]).models_module
        ):
            room = importlib.import_module(f"{name}.models")
            found += getattr(room, "PERSONAL", ())
    return found


def fields() -> dict[str, models.Field[object, object]]:
    """Return every field of our own models as "room.Model.field"."""
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}": field
        for model in apps.get_models()
        if model.__module__.startswith("allin.")
        for field in model._meta.concrete_fields
    }


def undeclared() -> list[str]:
    """Return fields that look personal by their name, and that nobody declared."""
    known = {personal.field for personal in declared()}
    return [
        name
        for name, field in fields().items()
        if not field.is_relation
        and not isinstance(field, models.BooleanField)
        and LOOKS_PERSONAL.search(field.name)
        and name not in known
    ]


def table() -> str:
    """Return the table as Markdown."""
    rows = [
        f"| `{p.field}` | {p.purpose} | {p.keep} | {'sealed' if p.sealed else ''} |"
        for p in declared()
    ]
    head = ["| field | what for | until when | |", "|---|---|---|---|"]
    return "\n".join([*head, *rows])


def written_into(text: str) -> str:
    """Return a document with the table put in its place."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def write(path: Path) -> None:
    """Put the table into a document, between its two marks."""
    text = path.read_text(encoding="utf-8")
    path.write_text(written_into(text), encoding="utf-8")
