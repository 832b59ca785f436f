"""
Make the sprite of icons: `python -m tools.icons <folder of Phosphor's regular SVGs>`.

The folder comes from npm: `@phosphor-icons/core` 2.1.1, `assets/regular` (MIT). One
icon has one meaning; `docs/design.md` shows this list.
"""

import re
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SPRITE: Final = ROOT / "src/allin/ui/static/ui/icons.svg"

ICONS: Final = {
    "sun-horizon": "Today; here and now",
    "handshake": "referral",
    "chats": "counselling; languages spoken",
    "door-open": "rooms",
    "users-three": "associations",
    "hand-heart": "volunteering",
    "calendar-dots": "programmes; appointments",
    "coins": "money",
    "bank": "council",
    "chart-bar": "report; figures",
    "first-aid-kit": "emergency accompaniment",
    "lock-simple": "sealed",
    "lock-simple-open": "opened with PIN",
    "eye": "logged",
    "clock-countdown": "urgent",
    "hourglass-medium": "waiting",
    "check-circle": "done",
    "check": "chosen",
    "warning": "needs attention",
    "warning-circle": "error",
    "x-circle": "refused; leave quickly",
    "x": "close",
    "pause-circle": "pause",
    "prohibit": "excluded",
    "tray": "new",
    "translate": "language of the page; translated",
    "phone": "call",
    "phone-call": "danger now",
    "map-pin": "place",
    "wheelchair": "step-free",
    "info": "note",
    "question": "explanation",
    "plus": "add",
    "minus": "less",
    "pencil-simple": "change",
    "trash": "delete",
    "list": "menu, more",
    "list-checks": "tasks",
    "device-mobile": "a telephone as second factor",
    "caret-left": "back along the line",
    "caret-right": "on along the line",
    "caret-down": "drops down",
    "caret-up": "folds up",
    "arrow-left": "back",
    "arrow-right": "on",
    "arrow-square-out": "leads out of the house",
    "magnifying-glass": "search",
    "funnel": "filter",
    "sign-out": "sign out",
    "sign-in": "sign in",
    "user": "person; account",
    "user-circle": "somebody's own page",
    "user-plus": "invite",
    "users": "people",
    "identification-card": "residence and naturalisation",
    "key": "key, passkey",
    "shield-check": "backup checked; protected",
    "fingerprint": "passkey",
    "clock": "time; hours",
    "clock-counter-clockwise": "history; undo",
    "calendar-check": "appointment made",
    "calendar-plus": "make an appointment",
    "envelope": "letter",
    "paper-plane-tilt": "send",
    "copy": "copy",
    "printer": "print",
    "download-simple": "take a file",
    "upload-simple": "give a file",
    "file": "document",
    "file-text": "letters, applications",
    "files": "letters and authorities",
    "note": "slip",
    "ticket": "code",
    "qr-code": "code for the camera",
    "table": "as a table",
    "gear": "settings",
    "sliders-horizontal": "areas switched on",
    "graduation-cap": "school and training",
    "student": "school, education, profession",
    "house": "housing; home",
    "baby": "family and children",
    "heart": "accompaniment",
    "briefcase": "work",
    "scales": "question of law",
    "signature": "confidentiality signed",
    "stethoscope": "health",
    "receipt": "receipt",
    "flag": "milestone",
    "megaphone": "occasion",
    "projector-screen": "equipment",
    "armchair": "furniture",
    "link": "link",
    "plugs": "connection",
    "wifi-slash": "no connection",
    "bell": "reminder",
    "star": "priority wish",
    "circle": "not yet",
    "dots-three": "further",
    "sun": "light look",
    "moon": "dark look",
    "circle-half": "strong contrast",
}


def symbol(folder: Path, name: str) -> str:
    """Return one icon as a symbol of the sprite."""
    drawn = (folder / f"{name}.svg").read_text()
    inside = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", drawn.strip())
    return f'<symbol id="{name}" viewBox="0 0 256 256">{inside}</symbol>'


def main(folder: Path) -> None:
    """Write the sprite."""
    symbols = "\n".join(symbol(folder, name) for name in sorted(ICONS))
    SPRITE.write_text(
        "<!-- Phosphor Icons 2.1.1, MIT, see licenses/phosphor.txt -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">\n{symbols}\n'
        "</svg>\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
