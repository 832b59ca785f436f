"""Which kind of occasion a template usually plans."""

from typing import Final

from allin.programmes.rules import kernel

USUAL: Final = {
    kernel.EDUCATION: kernel.OFFICE_HOUR,
    kernel.EMERGENCY: kernel.DUTY,
    kernel.NATURALISATION: kernel.MEETING,
    kernel.TANDEM: kernel.MEETING,
    kernel.FESTIVAL: kernel.SHIFT,
    kernel.TOURS: kernel.TOUR,
    kernel.TALKS: kernel.TALK,
    kernel.SEMINARS: kernel.SEMINAR,
}
