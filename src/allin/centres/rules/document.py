"""A text with headings and lists, read as blocks; everything in it stays text."""

import re
from dataclasses import dataclass
from typing import Final

HEADING: Final = "heading"
LIST: Final = "list"
PARAGRAPH: Final = "paragraph"
_GAP: Final = re.compile(r"\[[^\]\n]+\]")


@dataclass(frozen=True)
class Block:
    """
    One piece of a text.

    :param kind: HEADING (one line), LIST (a line a point) or PARAGRAPH
    """

    kind: str
    lines: tuple[str, ...]


def blocks_of(text: str) -> list[Block]:
    """
    Read "## " as a heading, "- " as a point of a list, an empty line as a break.

    Nothing else is special: no links, no pictures, no markup.
    """
    blocks: list[Block] = []
    kind, lines = PARAGRAPH, list[str]()

    def close() -> None:
        if lines:
            blocks.append(Block(kind, tuple(lines)))
            lines.clear()

    for line in text.splitlines():
        if line.startswith("## "):
            close()
            blocks.append(Block(HEADING, (line[3:].strip(),)))
            continue
        wanted = LIST if line.startswith("- ") else PARAGRAPH
        if not line.strip() or wanted != kind:
            close()
        kind = wanted
        if line.strip():
            lines.append(line.removeprefix("- ").strip())
    close()
    return blocks


def sections_of(text: str) -> list[tuple[str, list[Block]]]:
    """Return (heading, blocks beneath it); what stands before the first has none."""
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks_of(text):
        if block.kind == HEADING:
            sections.append((block.lines[0], []))
        else:
            sections[-1][1].append(block)
    return [one for one in sections if one[0] or one[1]]


def gaps_of(text: str) -> list[str]:
    """Return what still stands in square brackets, to be filled in."""
    return _GAP.findall(text)
