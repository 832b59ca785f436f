"""Files: the split of the coordination's time."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from allin.support.rules import Share


def shares(found: Iterable[Share], *, year: int) -> bytes:
    """Return the table of a year as CSV for a German spreadsheet, with its method."""
    file = io.StringIO()
    table = csv.writer(file, delimiter=";", lineterminator="\r\n")
    table.writerow([
        _("Year"), _("Area"), _("Noted minutes"), _("Acts counted"),
        _("Minutes an act (assumption)"), _("Minutes in all"), _("Parts of 100"),
    ])  # fmt: skip
    for one in found:
        table.writerow([
            year, one.area.label, one.noted, one.acts,
            one.per_act, one.minutes, one.percent,
        ])  # fmt: skip
    return file.getvalue().encode("utf-8-sig")
