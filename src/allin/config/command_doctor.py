"""`allin doctor`: what is not as it should be; exit status 1 if anything is bad."""

import argparse
import dataclasses
import json

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.config import doctor
from allin.core import clock
from allin.core.findings import Finding


def run(options: argparse.Namespace) -> int:
    """Print every room's findings; counts and ids, never content."""
    found = doctor.findings(clock.now())
    if options.json:
        print(json.dumps([_plain(finding) for finding in found], ensure_ascii=False))
    else:
        for finding in found:
            print(
                f"{finding.room}/{finding.rule} ({finding.count}): "
                f"{finding.said} {' '.join(finding.ids)}".rstrip()
            )
        number = len(found)
        print(
            ngettext("%(number)d finding.", "%(number)d findings.", number)
            % {"number": number}
            if found
            else _("All is as it should be.")
        )
    return 1 if any(finding.level == "bad" for finding in found) else 0


def _plain(finding: Finding) -> dict[str, object]:
    """Return a finding as numbers and words."""
    about: dict[str, object] = {
        part.name: getattr(finding, part.name) for part in dataclasses.fields(finding)
    }
    return about | {"sentence": finding.said}
