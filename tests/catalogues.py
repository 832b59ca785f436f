"""
Look through the words of every room: `python -m tests.catalogues`.

A German catalogue is complete, nothing is fuzzy, what is compiled is what is written,
and no two rooms translate the same words differently. What may be missing in Arabic is
what no person seeking help, volunteer or referrer sees.
"""

import gettext
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

SRC = Path(__file__).resolve().parent.parent / "src" / "allin"


def trouble_in(catalogue):
    """Return what is wrong with one .po file, a sentence each."""
    place = catalogue.relative_to(SRC)
    language = place.parts[-3]
    fresh = Path(tempfile.mkdtemp()) / "fresh.mo"
    checked = subprocess.run(
        ["msgfmt", "--check", "--statistics", "-o", fresh, catalogue],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )
    says = checked.stderr.strip()
    if checked.returncode:
        return [f"{place}: {says}"]
    found = []
    if "fuzzy" in says:
        found.append(f"{place}: fuzzy entries ({says})")
    if language == "de" and "untranslated" in says:
        found.append(f"{place}: not complete ({says})")
    compiled = catalogue.with_suffix(".mo")
    if not compiled.exists():
        found.append(f"{place}: not compiled")
    elif entries(compiled) != entries(fresh):
        found.append(f"{place}: compiled from other words")
    return found


def entries(compiled):
    """Return what a compiled catalogue says, without its header."""
    words = subprocess.run(
        ["msgunfmt", compiled], capture_output=True, text=True, check=True
    ).stdout
    return sorted(words.split("\n\n")[1:])


def quarrels(catalogues):
    """
    Return what two rooms say differently of the same words, a sentence each.

    The house reads one catalogue, so only one of them is ever seen: what is meant
    differently is said differently in the source, or has a context.
    """
    said = defaultdict(dict)
    for catalogue in catalogues:
        language = catalogue.parts[-3]
        words = catalog(catalogue)
        for source, translated in words.items():
            if source:
                room = catalogue.relative_to(SRC).parts[0]
                said[language, source].setdefault(translated, room)
    return [
        f"{language}: {source!r} is "
        + ", ".join(f"{w!r} in {r}" for w, r in ways.items())
        for (language, source), ways in said.items()
        if len(ways) > 1
    ]


def catalog(path):
    """Return source -> translation of one compiled catalogue, plural forms too."""
    with path.with_suffix(".mo").open("rb") as file:
        return dict(gettext.GNUTranslations(file)._catalog)


def main():
    catalogues = sorted(SRC.glob("*/locale/*/LC_MESSAGES/django.po"))
    troubles = [line for catalogue in catalogues for line in trouble_in(catalogue)]
    troubles += quarrels(catalogues)
    print("\n".join(troubles) or f"{len(catalogues)} catalogues hold.")  # noqa: T201
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
