"""Writes the measured lines as a table into bench/README.md, between two marks."""

from collections.abc import Sequence
from pathlib import Path

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- table -->", "<!-- /table -->"
HEAD = (
    "| measure | database | ours | against | it | rows | ratio | goal | holds |\n"
    "|---|---|---:|---|---:|---:|---:|---|---|\n"
)


def _row(line: dict[str, object]) -> str:
    goal = line["goal"]
    words = (
        ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in goal.items())
        if isinstance(goal, dict) and goal
        else "none"
    )
    unit = line["unit"]
    return (
        f"| `{line['name']}` | {line['database']} | {line['value']} {unit} "
        f"| {line['against']} | {line['against_value']} {unit} | {line['rows']} "
        f"| {line['ratio']} | {words} | {'yes' if line['holds'] else '**no**'} |"
    )


def write(lines: Sequence[dict[str, object]]) -> None:
    """Replace the table of the README by one made of these lines."""
    text = README.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = "\n".join(_row(line) for line in lines)
    README.write_text(f"{before}{BEGIN}\n{HEAD}{rows}\n{END}{after}")
