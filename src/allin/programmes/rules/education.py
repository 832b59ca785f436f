"""What is counted at an office hour of the education counsellors: never who came."""

from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext_lazy as _

QUALIFICATION: Final = "education"

HELPED: Final = "helped"
AGAIN: Final = "again"
PROFESSIONAL: Final = "professional"
OUTCOMES: Final = (
    (HELPED, _("answered")),
    (AGAIN, _("comes again")),
    (PROFESSIONAL, _("sent on to professional advice")),
)

# What people ask about, if the programme lists nothing else (domain.md 3.3).
THEMES: Final = MappingProxyType(
    {
        "school": {"de": "Schule", "en": "School", "ar": "المدرسة"},
        "training": {"de": "Ausbildung", "en": "Training", "ar": "التدريب المهني"},
        "recognition": {
            "de": "Abschlüsse anerkennen",
            "en": "Recognition of certificates",
            "ar": "الاعتراف بالشهادات",
        },
        "german": {"de": "Deutschkurs", "en": "German course", "ar": "دورة ألمانية"},
        "study": {"de": "Studium", "en": "University", "ar": "الدراسة الجامعية"},
    }
)

SMALLEST: Final = 5  # below this a neighbour could recognise somebody
HOURS_SHOWN: Final = 60  # days the public list looks ahead
HOURS_EACH: Final = 6  # dates shown of each language
UNDO_MINUTES: Final = 30


def told(count: int) -> int | None:
    """Return a count that may leave the house; None for one that is too small."""
    return None if 0 < count < SMALLEST else count
