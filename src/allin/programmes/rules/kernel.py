"""What an occasion is, what state it and its people are in."""

import datetime as dt
from typing import Final

from django.utils.translation import gettext_lazy as _

# Templates a programme is set up from.
EDUCATION: Final = "education"
EMERGENCY: Final = "emergency"
NATURALISATION: Final = "naturalisation"
TANDEM: Final = "tandem"
FESTIVAL: Final = "festival"
TOURS: Final = "tours"
TALKS: Final = "talks"
SEMINARS: Final = "seminars"
TEMPLATES: Final = (
    (EDUCATION, _("education counsellors")),
    (EMERGENCY, _("emergency accompaniment")),
    (NATURALISATION, _("naturalisation accompaniment")),
    (TANDEM, _("tandem of associations")),
    (FESTIVAL, _("festival")),
    (TOURS, _("guided tours")),
    (TALKS, _("security talks for older people")),
    (SEMINARS, _("seminar series")),
)
ABOUT: Final = {
    EDUCATION: _("Office hours on school and training, by language and place."),
    EMERGENCY: _("Duty weeks of two, a plan without gaps for the control centre."),
    NATURALISATION: _("First talk, steps with reminders, somebody who comes along."),
    TANDEM: _("Two associations who want to do something together."),
    FESTIVAL: _("Stands, stage, shifts, permits and settlement of a festival."),
    TOURS: _("Groups ask, guides take it, the museum confirms; public dates too."),
    TALKS: _("Groups of older people ask, two advisers come, with material."),
    SEMINARS: _("Dates with registration, waiting list, attendance, certificate."),
}

# What an occasion is.
OFFICE_HOUR: Final = "office_hour"
DUTY: Final = "duty"
TOUR: Final = "tour"
TALK: Final = "talk"
SEMINAR: Final = "seminar"
SHIFT: Final = "shift"
STAGE: Final = "stage"
MEETING: Final = "meeting"
EVENT: Final = "event"
KINDS: Final = (
    (OFFICE_HOUR, _("office hour")),
    (DUTY, _("duty")),
    (TOUR, _("guided tour")),
    (TALK, _("talk")),
    (SEMINAR, _("seminar")),
    (SHIFT, _("shift")),
    (STAGE, _("stage slot")),
    (MEETING, _("meeting")),
    (EVENT, _("event")),
)

# What an occasion is as promised time, and as hours (volunteers.Commitment, Hours).
COMMITMENT_OF: Final = {DUTY: "duty"}
COMMITMENT: Final = "event"
HOURS_OF: Final = {DUTY: "duty", OFFICE_HOUR: "counselling", MEETING: "organising"}
HOURS: Final = "event"

# States of an occasion.
PLANNED: Final = "planned"
CONFIRMED: Final = "confirmed"
HELD: Final = "held"
CANCELLED: Final = "cancelled"
STATES: Final = (
    (PLANNED, _("planned")),
    (CONFIRMED, _("confirmed")),
    (HELD, _("took place")),
    (CANCELLED, _("cancelled")),
)

# States of an assignment.
ASKED: Final = "asked"
PROMISED: Final = "promised"
DECLINED: Final = "declined"
GIVEN_BACK: Final = "given_back"
ATTENDED: Final = "attended"
MISSED: Final = "missed"
ANSWERS: Final = (
    (ASKED, _("asked")),
    (PROMISED, _("promised")),
    (DECLINED, _("declined")),
    (GIVEN_BACK, _("given back")),
    (ATTENDED, _("was there")),
    (MISSED, _("did not come")),
)
GONE: Final = (DECLINED, GIVEN_BACK)  # the place is open for somebody else
COMING: Final = (PROMISED, ATTENDED)

# States of a registration.
REGISTERED: Final = "registered"
WAITING: Final = "waiting"
OFFERED: Final = "offered"
LAPSED: Final = "lapsed"
WITHDRAWN: Final = "cancelled"
SEATS: Final = (
    (REGISTERED, _("registered")),
    (WAITING, _("on the waiting list")),
    (OFFERED, _("offered a seat")),
    (LAPSED, _("let the offer pass")),
    (WITHDRAWN, _("cancelled")),
)
TAKES_SEAT: Final = (REGISTERED, OFFERED)

# Who may register.
NOBODY: Final = "none"
OPEN: Final = "open"
REGISTERS: Final = ((NOBODY, _("nobody registers")), (OPEN, _("anybody registers")))

LONGEST: Final = dt.timedelta(days=15)  # a duty week and a little more
AHEAD: Final = dt.timedelta(days=731)
MOST: Final = 5000  # seats, heads
MOST_PEOPLE: Final = 30_000  # reached, at a festival
DATES: Final = 60  # of one series
CERTIFICATE_SHARE: Final = 80  # percent of the dates, if nothing else is agreed
SOON: Final = dt.timedelta(days=14)  # what is missing until then is urgent
