"""A list that stopped halfway is found when nobody takes it up again."""

import datetime as dt

from allin.intake import doctor
from allin.intake.models import Upload


def test_a_list_is_found_an_hour_after_it_stopped(kassel, elsewhere, now):
    list_ = Upload.objects.create(
        centre=kassel,
        target="directory.associations",
        state=Upload.CREATING,
        created_at=now,
        dies_at=now + dt.timedelta(days=1),
        touched_at=now,
    )

    assert list(doctor.findings(now + dt.timedelta(minutes=50))) == []
    (found,) = doctor.findings(now + dt.timedelta(minutes=70))
    assert (found.rule, found.centre, found.ids) == (
        "list_stuck", kassel.pk, (str(list_.pk),),
    )  # fmt: skip
