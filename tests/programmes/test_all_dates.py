"""What lacks somebody, what is to be noted, what comes, over all programmes."""

import datetime as dt

from allin.programmes.models import Occasion
from allin.programmes.rules import kernel as rules
from tests.house import furnish


def test_a_date_nobody_noted_and_one_without_people_stand_first(kassel, sign_in, now):
    house = furnish(kassel)
    one = Occasion.objects.of(kassel).filter(kind=rules.OFFICE_HOUR).first()
    one.positions.update(least=9, most=9)
    Occasion.objects.filter(pk=one.pk).update(
        title="Abend ohne Leitung",
        state=rules.PLANNED,
        starts_at=now + dt.timedelta(days=1),
        ends_at=now + dt.timedelta(days=1, hours=2),
    )
    page = sign_in(house.users["coordinator"]).get("/kassel/programmes/dates/")
    html = page.content.decode()
    assert html.index("Es fehlt jemand oder ein Raum") < html.index(
        "Abend ohne Leitung"
    )

    Occasion.objects.filter(pk=one.pk).update(
        starts_at=now - dt.timedelta(days=2),
        ends_at=now - dt.timedelta(days=2) + dt.timedelta(hours=1),
    )
    html = sign_in(house.users["coordinator"]).get(page.request["PATH_INFO"]).content
    assert "Zu notieren: wer da war" in html.decode()
