"""What people type about a festival."""

from allin.programmes.forms.festival.people import PresenceForm, PutDownForm, SignUpForm
from allin.programmes.forms.festival.stands import (
    AcceptForm,
    ApplyForm,
    CancelForm,
    HeadcountForm,
    PermitForm,
    SettlementForm,
    WhyForm,
    WishForm,
)
from allin.programmes.forms.festival.times import (
    FestivalForm,
    ShiftForm,
    SlotForm,
    StageForm,
)

__all__ = (
    "AcceptForm",
    "ApplyForm",
    "CancelForm",
    "FestivalForm",
    "HeadcountForm",
    "PermitForm",
    "PresenceForm",
    "PutDownForm",
    "SettlementForm",
    "ShiftForm",
    "SignUpForm",
    "SlotForm",
    "StageForm",
    "WhyForm",
    "WishForm",
)
