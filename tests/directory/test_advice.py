"""The professional migration advice: entered with the partner, named for deadlines."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.directory import operations
from allin.directory.models import AdviceHour, Partner
from tests.conftest import BERLIN, NOW


@pytest.fixture
def service(kassel, coordinator):
    return operations.enter_partner(
        centre=kassel,
        name="Caritas, Migrationsberatung",
        migration_advice=True,
        advice_place="Beispielweg 12",
        advice_phone="0561 123 45 10",
        by=coordinator,
        now=NOW,
    )


@pytest.fixture
def open_on(service, coordinator):
    def opened(weekday, starts, ends, partner=service):
        return operations.enter_advice_hour(
            partner=partner,
            weekday=weekday,
            starts=dt.time.fromisoformat(starts),
            ends=dt.time.fromisoformat(ends),
            by=coordinator,
            now=NOW,
        )

    return opened


def said(kassel, now=NOW):
    return [
        (
            one.partner.name,
            f"{one.starts_at.astimezone(BERLIN):%d.%m. %H:%M}" if one.starts_at else "",
        )
        for one in operations.professional_advice(centre=kassel, now=now)
    ]


def test_the_next_hour_of_a_professional_service(kassel, open_on):
    open_on(3, "14:00", "17:00")
    open_on(0, "09:00", "12:00")

    assert said(kassel) == [("Caritas, Migrationsberatung", "12.03. 14:00")]


def test_the_clocks_change_and_the_hour_keeps_its_wall_time(kassel, open_on):
    open_on(0, "09:00", "12:00")
    saturday = dt.datetime(2026, 3, 28, 12, tzinfo=BERLIN)

    assert said(kassel, saturday)[0][1] == "30.03. 09:00"


def test_easter_monday_is_passed_over(kassel, open_on):
    open_on(0, "09:00", "12:00")

    good_friday = dt.datetime(2026, 4, 3, 12, tzinfo=BERLIN)
    assert said(kassel, good_friday)[0][1] == "13.04. 09:00"


def test_others_have_no_hour_to_name(kassel, elsewhere, open_on, coordinator):
    open_on(3, "14:00", "17:00")
    values = {"by": coordinator, "now": NOW}
    plain = operations.enter_partner(centre=kassel, name="vhs", **values)
    open_on(1, "14:00", "17:00", partner=plain)
    operations.enter_partner(
        centre=elsewhere, name="Fremd", migration_advice=True, **values
    )
    operations.enter_partner(
        centre=kassel, name="Diakonie", migration_advice=True, **values
    )

    assert said(kassel) == [
        ("Caritas, Migrationsberatung", "12.03. 14:00"),
        ("Diakonie", ""),
    ]


def test_an_hour_is_entered_once_and_ends_after_it_starts(open_on):
    open_on(3, "14:00", "17:00")

    with pytest.raises(Refusal):
        open_on(3, "14:00", "18:00")
    with pytest.raises(Refusal, match=r"Anfang|Beginn"):
        open_on(4, "17:00", "14:00")
    assert AdviceHour.objects.count() == 1


def test_entered_and_dropped_on_the_partners_page(client, sign_in, derya, service):
    sign_in(derya)
    url = f"/kassel/directory/partners/{service.pk}/"

    client.post(f"{url}advice/", {"weekday": 3, "starts": "14:00", "ends": "17:00"})
    shown = client.get(url).content.decode()
    wrong = client.post(f"{url}advice/", {"weekday": 3, "starts": "25:00"})

    assert "Donnerstag, 14 bis 17 Uhr" in shown
    assert "0561 123 45 10" in shown
    assert wrong.status_code == 200
    hour = AdviceHour.objects.get()
    client.post(f"/kassel/directory/partners/advice/{hour.pk}/drop/")
    assert not AdviceHour.objects.exists()


def test_the_flag_is_set_on_the_form(client, sign_in, derya, kassel):
    sign_in(derya)
    told = {"name": "JMD", "kind": "other", "migration_advice": "on"}

    client.post("/kassel/directory/partners/new/", told)

    assert Partner.objects.get(name="JMD").migration_advice
