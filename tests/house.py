"""A small house with something in every room, for the tests that walk through all."""

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace

from allin.accounts import operations as accounts
from allin.accounts.models import Invitation, User
from allin.centres.models import LegalText
from allin.core import languages, targets
from allin.core.people import COORDINATOR, Role, Visitor
from allin.counselling.models import Ask
from allin.counselling.operations import count, refer
from allin.counselling.operations.advance import advance
from allin.counselling.operations.ask import hash_of
from allin.counselling.operations.refer import Consents, Contact
from allin.counselling.operations.slip import fitting_hours, make_slip
from allin.counselling.rules import Outcome, State, Urgency, Way
from allin.directory.models import (
    AdviceHour,
    Association,
    Closure,
    HourException,
    Membership,
    Offer,
    OpenHour,
    Partner,
    PartnerAddress,
    Topic,
)
from allin.intake import operations as intake
from allin.outbox import operations as outbox
from allin.reports import operations as reports
from allin.rooms import operations as rooms
from allin.rooms.models import Address, Equipment, Room
from allin.vault import operations as vault
from allin.volunteers.models import (
    Away,
    Certificate,
    Hours,
    Interest,
    OwnLink,
    Volunteer,
)
from allin.volunteers.operations.codes import digest
from allin.volunteers.operations.codes import hash_of as hash_of_code
from tests.conftest import NOW, make_user
from tests.council import house as council
from tests.furnish_money import money
from tests.furnish_programmes import programmes
from tests.reports import house as dossiers
from tests.support import house as support

HOUR = dt.timedelta(hours=1)


@dataclass
class House:
    """What stands in one centre, by name; `users` by role."""

    centre: object
    users: dict = field(default_factory=dict)
    things: SimpleNamespace = field(default_factory=SimpleNamespace)


def furnish(centre):
    """Put something into every room of a centre, and somebody into every role."""
    centre.created_at = NOW - dt.timedelta(days=400)
    centre.save()
    house = House(centre)
    _people(house)
    _directory(house)
    _rooms(house)
    _counselling(house)
    support.furnish(house)
    programmes(house)
    money(house)
    council.furnish(house)
    _rest(house)
    return house


def _user(house, kind, *granted):
    email = f"{kind}@{house.centre.slug}.example"
    user = make_user(email, f"{kind} {house.centre.slug}", house.centre, *granted)
    house.users[kind] = user
    return user


def _people(house):
    for kind in ("coordinator", "deputy", "auditor", "city", "funder", "protection"):
        _user(house, kind, kind)
    house.things.boss = Visitor(
        id=house.users["coordinator"].pk,
        roles=frozenset({Role(COORDINATOR, house.centre.pk)}),
    )


def _directory(house):
    centre, things = house.centre, house.things
    words = {"de": "Ämter und Anträge", "en": "Offices", "ar": "دوائر"}
    things.topic = Topic.objects.create(centre=centre, key="o", names=words, bit=0)
    things.association = Association.objects.create(
        centre=centre, name=f"Brücke {centre.slug}", created_at=NOW
    )
    things.other_association = Association.objects.create(
        centre=centre, name=f"Bruecke {centre.slug}", created_at=NOW
    )
    things.partner = Partner.objects.create(
        centre=centre, name=f"Caritas {centre.slug}", kind="caritas", created_at=NOW
    )
    things.advice_hour = AdviceHour.objects.create(
        centre=centre,
        partner=things.partner,
        weekday=3,
        starts=dt.time(14),
        ends=dt.time(17),
    )
    things.address = PartnerAddress.objects.create(
        centre=centre,
        partner=things.partner,
        token=f"form-{centre.slug}",
        created_at=NOW,
    )
    for kind, whose in (
        ("board", {"association": things.association}),
        ("referrer", {"partner": things.partner}),
    ):
        Membership.objects.create(
            centre=centre, user=_user(house, kind), kind=kind, created_at=NOW, **whose
        )
    things.offer = Offer.objects.create(
        centre=centre,
        association=things.association,
        title="Offene Sprechstunde",
        place="Treppe 4",
        state="published",
        created_at=NOW,
        confirmed_on=NOW.date(),
        confirmed_as="board",
        language_bits=languages.mask(["ar", "de"]),
    )
    things.offer.topics.add(things.topic)
    things.exception = HourException.objects.create(
        centre=centre, offer=things.offer, on=dt.date(2026, 6, 2)
    )
    things.closure = Closure.objects.create(
        centre=centre,
        name="Sommer",
        starts_on=dt.date(2026, 8, 3),
        ends_on=dt.date(2026, 8, 7),
    )
    things.hour = OpenHour.objects.create(
        centre=centre,
        offer=things.offer,
        weekday=1,
        starts=dt.time(16),
        ends=dt.time(18),
    )


def _rooms(house):
    centre, things = house.centre, house.things
    things.room = Room.objects.create(
        centre=centre, name="Büro 1", short_name="Büro 1", created_at=NOW
    )
    things.equipment = Equipment.objects.create(
        centre=centre, name="Beamer", created_at=NOW
    )
    things.booking = rooms.book(
        room=things.room,
        starts_at=NOW + HOUR,
        ends_at=NOW + 2 * HOUR,
        by=things.boss,
        now=NOW,
        association=things.association,
        title="Geheimes Treffen",
    )
    things.door, things.feed = (
        Address.objects.create(
            centre=centre, room=things.room, kind=kind, created_at=NOW
        )
        for kind in ("door", "room")
    )
    things.volunteer = Volunteer.objects.create(
        centre=centre,
        association=things.association,
        user=_user(house, "volunteer"),
        name=f"Amal {centre.slug}",
        native=languages.mask(["ar"]),
        created_at=NOW,
    )
    things.hours = Hours.objects.create(
        centre=centre,
        volunteer=things.volunteer,
        association=things.association,
        kind="counselling",
        minutes=45,
        worked_on=NOW.date(),
        entered_at=NOW,
    )

    _offers(house)


def _offers(house):
    """Somebody offers to help; the volunteer has a link to their own page."""
    centre, things = house.centre, house.things
    subject = vault.new_subject(centre=centre, now=NOW)
    sealed = {"name": "Oksana", "contact": "+4915123456788"}
    vault.seal_all(subject_id=subject.id, values=sealed)
    things.interest = Interest.objects.create(
        centre=centre,
        subject_id=subject.id,
        state="waiting",
        language="de",
        native=languages.mask(["uk"]),
        wants=["event"],
        token_hash=hash_of_code(f"K7M2-4QXT-{centre.pk:04}"),
        created_at=NOW,
        confirmed_at=NOW,
        dies_at=NOW + dt.timedelta(days=30),
    )
    things.away = Away.objects.create(
        centre=centre,
        volunteer=things.volunteer,
        starts_on=dt.date(2026, 5, 1),
        ends_on=dt.date(2026, 5, 3),
    )
    things.certificate = Certificate.objects.create(
        centre=centre,
        volunteer=things.volunteer,
        number=1,
        year=2026,
        code=f"CHK2-4QXT-{centre.pk:04}",
        name=things.volunteer.name,
        language="ar",
        first_on=dt.date(2025, 1, 1),
        last_on=dt.date(2025, 12, 31),
        facts={
            "centre": centre.name,
            "address": "",
            "minutes": 90,
            "rows": [
                {
                    "association": things.association.name,
                    "programme": "",
                    "kind": "event",
                    "minutes": 90,
                }
            ],
        },
        issued_at=NOW,
    )
    OwnLink.objects.create(
        centre=centre,
        volunteer=things.volunteer,
        token_hash=hash_of_code(f"own-{centre.slug}"),
        pin_digest=digest("123456", "own"),
        pin_about="own",
        made_at=NOW,
    )


def _counselling(house):
    centre, things = house.centre, house.things
    for purpose in ("pass_on", "release", "feedback"):
        LegalText.objects.create(
            centre=centre,
            purpose=purpose,
            language="ar",
            version=1,
            text="نص",
            written_at=NOW,
            reviewed_at=NOW,
            reviewed_by_name="S. S.",
        )
    things.waiting = pass_on(house).referral
    taken = pass_on(house).referral
    Ask.objects.create(
        centre=centre,
        referral=taken,
        volunteer=things.volunteer,
        association=things.association,
        planned_at=NOW,
        asked_at=NOW,
        answered_at=NOW,
        answer="yes",
        token_hash=hash_of(f"answer-{centre.slug}"),
    )
    things.taken = advance(
        referral=taken,
        to=State.ACCEPTED,
        by=things.boss,
        now=NOW,
        volunteer=things.volunteer,
        association=things.association,
    )
    slot = fitting_hours(centre=centre, topic=things.topic, language="ar", now=NOW)[0]
    things.slip = make_slip(
        centre=centre,
        topic=things.topic,
        language="ar",
        district="Mitte",
        slot=slot,
        partner=None,
        way=Way.PUBLIC,
        by=Visitor(),
        now=NOW,
    )
    things.session = count.walk_in(
        centre=centre,
        topic=things.topic,
        language="ar",
        minutes=10,
        outcome=Outcome.HELPED,
        association=things.association,
        by=things.boss,
        now=NOW,
    )


def pass_on(house):
    return refer.pass_on(
        centre=house.centre,
        topic=house.things.topic,
        language="ar",
        district="Mitte",
        urgency=Urgency.NO_HURRY,
        contact=Contact("Samar", "+4915123456789", "nach 16 Uhr"),
        consents=Consents(
            pass_on=True, release=True, feedback=True, language="ar", read_by=""
        ),
        partner=house.things.partner,
        by=Visitor(),
        now=NOW,
    )


def _rest(house):
    centre, things = house.centre, house.things
    things.letter = outbox.write(
        centre=centre,
        to_kind="accounts.user",
        to_id=house.users["board"].pk,
        body="Neuigkeit",
        language="de",
        now=NOW,
    )
    things.invitation = Invitation.objects.create(
        centre=centre,
        user=house.users["deputy"],
        name="Jonas",
        kind="deputy",
        nonce=f"nonce-{centre.slug}",
        invited_at=NOW,
        expires_at=NOW + dt.timedelta(days=7),
    )
    things.report = reports.freeze(centre=centre, year=2025, by=things.boss, now=NOW)
    dossiers.furnish(house)
    things.upload = intake.stage(
        centre=centre,
        target=targets.find("associations"),
        data=b"Verein;Sprachen\nNeu e.V.;Deutsch\n",
        name="vereine.csv",
        by=things.boss,
        now=NOW,
    )
    things.held = accounts.hold_back(
        centre=centre, form_name="slip", path="/", data={"topic": ["1"]}, now=NOW
    )
    things.membership = Membership.objects.filter(centre=centre, kind="board").get()
    things.text = LegalText.objects.filter(centre=centre).first()
    things.grant = User.objects.get(pk=house.users["city"].pk).grants.get()
