"""What people type about money."""

from allin.funding.forms.costs import (
    AmountForm,
    DayForm,
    EndForm,
    LineForm,
    NoticeForm,
    OutlookForm,
    PostForm,
    WithdrawForm,
)
from allin.funding.forms.fields import tried
from allin.funding.forms.money import (
    ApplicationForm,
    AskedForm,
    AwardForm,
    FunderForm,
    StepForm,
)

__all__ = (
    "AmountForm",
    "ApplicationForm",
    "AskedForm",
    "AwardForm",
    "DayForm",
    "EndForm",
    "FunderForm",
    "LineForm",
    "NoticeForm",
    "OutlookForm",
    "PostForm",
    "StepForm",
    "WithdrawForm",
    "tried",
)
