"""One association that counsels, one partner that sends, and their people."""

import datetime as dt
import re

import pytest

from allin.centres.models import LegalText
from allin.core import languages
from allin.core.guard import new_stamp
from allin.counselling.models import Appointment, Ask
from allin.counselling.operations import answer, appointment, ask, refer
from allin.counselling.operations.advance import advance
from allin.counselling.operations.refer import Consents, Contact
from allin.counselling.operations.slip import fitting_hours, make_slip
from allin.counselling.rules import State, Urgency, Way
from allin.directory.models import (
    Association,
    Membership,
    Offer,
    OpenHour,
    Partner,
    PartnerAddress,
    Topic,
)
from allin.rooms import operations as rooms
from allin.rooms.models import Booking
from allin.volunteers import rules as times
from allin.volunteers.models import Commitment, Volunteer
from tests.conftest import NOW, make_user, visitor


@pytest.fixture
def offices(kassel):
    """The topic "offices, applications, letters"."""
    return Topic.objects.create(
        centre=kassel,
        key="offices",
        names={
            "de": "Ämter, Anträge, Briefe",
            "en": "Offices, applications, letters",
            "ar": "رسائل الدوائر والطلبات",
        },
        bit=0,
    )


@pytest.fixture
def bridge(kassel):
    return Association.objects.create(
        centre=kassel, name="Brücke e. V.", short_name="Brücke", created_at=NOW
    )


@pytest.fixture
def river(kassel):
    return Association.objects.create(
        centre=kassel, name="Frauen am Fluss e. V.", created_at=NOW
    )


@pytest.fixture
def caritas(kassel):
    return Partner.objects.create(
        centre=kassel,
        name="Caritas, Beratung Mitte",
        short_name="Caritas",
        kind="caritas",
        bound_to_secrecy=True,
        created_at=NOW,
    )


@pytest.fixture
def caritas_address(kassel, caritas):
    return PartnerAddress.objects.create(
        centre=kassel, partner=caritas, token="caritas-mitte-4711", created_at=NOW
    )


@pytest.fixture
def abel(kassel, bridge):
    """An adviser of the bridge, with an account."""
    user = make_user("abel@bruecke.example", "Abel Haile")
    return Volunteer.objects.create(
        centre=kassel,
        association=bridge,
        user=user,
        name="Abel Haile",
        native=1 << 12,
        created_at=NOW,
    )


@pytest.fixture
def adviser(abel, kassel):
    return visitor(abel.user, "volunteer", kassel, abel.pk)


@pytest.fixture
def board(bridge, kassel):
    user = make_user("vorstand@bruecke.example", "Bilal Brücke")
    Membership.objects.create(
        centre=kassel, user=user, kind="board", association=bridge, created_at=NOW
    )
    return visitor(user, "board", kassel, bridge.pk)


@pytest.fixture
def texts(kassel):
    """The three consent texts, reviewed in German and Arabic."""
    for purpose in ("pass_on", "release", "feedback"):
        for language, text in (("de", f"Text {purpose}"), ("ar", f"نص {purpose}")):
            LegalText.objects.create(
                centre=kassel,
                purpose=purpose,
                language=language,
                version=1,
                text=text,
                written_at=NOW,
                reviewed_at=NOW,
                reviewed_by_name="Samira Said",
            )


@pytest.fixture
def pass_on(kassel, offices, texts, stranger):
    """Pass somebody on; whatever the test does not say is usual."""

    def passed(**more):
        agreed = {"pass_on": True, "release": True, "feedback": True}
        given = {
            "centre": kassel,
            "topic": offices,
            "language": "ar",
            "district": "Mitte",
            "urgency": Urgency.NO_HURRY,
            "contact": Contact("Samar", "+4915123456789", "nach 16 Uhr"),
            "consents": Consents(
                **agreed | more.pop("agreed", {}),
                language=more.pop("read_in", "ar"),
                read_by=more.pop("read_by", ""),
            ),
            "by": stranger,
            "now": NOW,
        }
        return refer.pass_on(**given | more)

    return passed


@pytest.fixture
def accepted(pass_on, abel, bridge, coordinator, caritas):
    """A referral from Caritas that Abel has taken on."""
    referral = pass_on(partner=caritas).referral
    Ask.objects.create(
        centre=referral.centre,
        referral=referral,
        volunteer=abel,
        association=bridge,
        planned_at=NOW,
        asked_at=NOW,
        answered_at=NOW,
        answer="yes",
    )
    return advance(
        referral=referral,
        to=State.ACCEPTED,
        by=coordinator,
        now=NOW,
        volunteer=abel,
        association=bridge,
    )


@pytest.fixture
def open_hour(bridge, offices):
    """The bridge is open on Tuesdays from 16 to 18, in Arabic and German."""
    offer = Offer.objects.create(
        centre=bridge.centre,
        association=bridge,
        title="Offene Sprechstunde",
        place="Treppe 4",
        room_name="Versammlungsraum",
        state="published",
        created_at=NOW,
        confirmed_on=NOW.date(),
        confirmed_as="board",
        language_bits=languages.mask(["ar", "de"]),
    )
    offer.topics.add(offices)
    OpenHour.objects.create(
        centre=bridge.centre,
        offer=offer,
        weekday=1,
        starts=dt.time(16),
        ends=dt.time(18),
    )
    return offer


@pytest.fixture
def slip(kassel, offices, open_hour, stranger):
    """A slip for today's open hour of the bridge."""
    hour = fitting_hours(centre=kassel, topic=offices, language="ar", now=NOW)[0]
    return make_slip(
        centre=kassel,
        topic=offices,
        language="ar",
        district="Mitte",
        slot=hour,
        partner=None,
        way=Way.PUBLIC,
        by=stranger,
        now=NOW,
    )


@pytest.fixture
def answers(offices):
    return {
        "topic": offices.pk,
        "language": "ar",
        "district": "Mitte",
        "stamp": new_stamp(),
    }


@pytest.fixture
def contact_answers(answers):
    return answers | {
        "urgency": "no_hurry",
        "first_name": "Samar",
        "channel": "0151 23 45 67 89",
        "note": "",
        "read_by": "",
        "consents": ["pass_on", "release", "feedback"],
    }


@pytest.fixture
def kassel_answers(settings, kassel, elsewhere):
    """Two centres; Kassel has the host name. The guard has its own tests in core."""
    settings.GUARD_STRICT = False
    kassel.host = "testserver"
    kassel.save()


def words(response):
    text = re.sub(
        r"<(script|style|svg).*?</\1>", " ", response.content.decode(), flags=re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def able(bridge):
    """Make somebody who fits a need in Arabic, but for what the test says."""

    def made(name, association=bridge, **more):
        values = {
            "native": languages.mask(["ar"]),
            "email": f"{name.lower()}@freiwillige.example",
            "confidentiality_on": dt.date(2026, 1, 1),
            "confidentiality_until": dt.date(2026, 12, 31),
        } | more
        return Volunteer.objects.create(
            centre=association.centre,
            association=association,
            name=name,
            created_at=NOW,
            **values,
        )

    return made


@pytest.fixture
def office(kassel, coordinator):
    return rooms.settle_room(
        centre=kassel, name="Büro 1", seats=4, by=coordinator, now=NOW
    )


@pytest.fixture
def taken(pass_on, able, coordinator, kassel):
    """Senait has said yes; she is free on Thursday and Friday mornings."""
    senait = able("Senait", available=times.half_days([(3, "morning"), (4, "morning")]))
    referral = pass_on().referral
    [asked] = ask.ask(
        referral=referral, people=[senait], mode=Ask.Mode.ONE, by=coordinator, now=NOW
    )
    answer.accept(ask=asked.ask, by=None, now=NOW)
    referral.refresh_from_db()
    return referral


@pytest.fixture
def offered(taken, office):
    return appointment.free_times(referral=taken, volunteer=taken.volunteer, now=NOW)


@pytest.fixture
def agree(taken):
    def agreed(time, **more):
        return appointment.agree(
            referral=taken,
            place_kind=Appointment.Place.ROOM,
            starts_at=time.starts_at,
            ends_at=time.ends_at,
            room=time.room,
            by=None,
            now=NOW,
            **more,
        )

    return agreed


def held():
    """Return how many appointments, promises and bookings stand."""
    return (
        Appointment.objects.standing().count(),
        Commitment.objects.standing().count(),
        Booking.objects.standing().count(),
    )


@pytest.fixture
def put(coordinator):
    def asking(referral, people, mode="in_order", **more):
        return ask.ask(
            referral=referral,
            people=people,
            mode=Ask.Mode(mode),
            by=coordinator,
            now=more.pop("now", NOW),
            **more,
        )

    return asking
