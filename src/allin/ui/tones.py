"""Each tone has its icon: colour never speaks alone."""

from typing import Final

NOTICE_ICONS: Final = {
    "plain": "info",
    "good": "check-circle",
    "wait": "hourglass-medium",
    "bad": "warning-circle",
}
BADGE_ICONS: Final = {
    "urgent": "clock-countdown",
    "now": "sun-horizon",
    "new": "tray",
    "wait": "hourglass-medium",
    "good": "check-circle",
    "bad": "warning",
    "plain": "info",
    "pause": "pause-circle",
    "refused": "x-circle",
    "sealed": "lock-simple",
}
