"""
Draw the pages of a home's newest dossier: `python -m tools.paper FOLDER`.

The same program that sets the PDF draws them; no reader of PDFs has to be installed.
"""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allin.config.settings")


def main(folder: str) -> None:
    """Write dossier-1.png and dossier-2.png into a folder."""
    django.setup()
    from allin.reports import exports  # noqa: PLC0415  (needs the framework set up)
    from allin.reports.models import Dossier  # noqa: PLC0415

    dossier = Dossier.objects.select_related("centre").all()[0]
    for number, page in enumerate(exports.as_pictures(dossier, "de"), start=1):
        Path(folder, f"dossier-{number}.png").write_bytes(page)


if __name__ == "__main__":
    main(sys.argv[1])
