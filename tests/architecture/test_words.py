"""
Who meets the house in Arabic reads Arabic, whatever they do; nobody reads a mix.

The pages are asked for, their forms sent wrongly, the letters written and the files
fetched. In Arabic every word in Latin letters must be a name; in German and English
nothing may stand as the other catalogue says it.
"""

import re

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from allin.counselling.forms.answers import OWN as OWN_NAMES
from allin.counselling.models import Ask
from allin.counselling.operations import answer, appointment, withdraw
from allin.counselling.operations.ask import ask, run_over
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.rooms import operations as rooms
from tests.architecture import crawl, matrix, reading, routes, source
from tests.architecture.crawl import ROLES, SEES
from tests.architecture.test_bad_input import WRONG, Forms
from tests.conftest import NOW
from tests.house import HOUR, pass_on

ARABIC_READERS = ("stranger", "volunteer", "referrer")
OTHERS = ("coordinator", "auditor", "protection", "board", "city", "funder")

# Names, which are the same in every language: the house's, its people's, its places'.
CALLED = (
    "ALL IN Servicestelle Kassel kassel Anderswo elsewhere Caritas Brücke Bruecke "
    "Treppe Büro Mitte Nordstadt Bettenhausen Wesertor Rothenditmold Offene "
    "Sprechstunde Jonas Amal Samar Beamer volunteer referrer board coordinator deputy "
    "auditor city funder protection Geheimes Treffen Sommer Neu Tandem Zuhause"
)
NAMES = set(CALLED.split())
# What somebody typed: the best time for a call, the headings of a list.
TYPED = ("nach 16 Uhr", "Verein", "Sprachen")
# German official terms kept in every language (look.md 9), and words of the trade.
TERMS = {"Migrationsberatung", "Jobcenter", "Kindergeld", "vhs", "PIN", "QR", "PDF"}
TERMS |= {"IfSG"}  # the law that asks for the instruction before work with food
TERMS |= {"PNG", "JPEG", "SVG"}  # kinds of pictures, as every machine names them
# The names of the three languages of the house, each in its own words.
TONGUES = {"Deutsch", "English"}
# Pages third parties draw, which the matrix does not list.
SIGNING_IN = (
    "login/", "login/code/confirm/", "logout/", "email/", "reauthenticate/",
    "2fa/", "2fa/totp/activate/", "2fa/totp/deactivate/", "2fa/webauthn/",
    "2fa/webauthn/add/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/",
    "2fa/authenticate/", "inactive/", "signup/", "password/reset/",
)  # fmt: skip
# Code whose every word people meet who read Arabic, whatever state a page is in.
MEET = (
    "core/**/*.py", "core/templates/**/*.html", "ui/templates/**/*.html",
    "ui/*.py", "counselling/forms/answers.py", "counselling/forms/contact.py",
    "counselling/forms/slip.py", "counselling/rules.py", "counselling/views/answer.py",
    "counselling/views/refer.py", "counselling/views/slip.py",
    "counselling/views/status.py", "counselling/operations/answer.py",
    "counselling/operations/appointment/*.py", "counselling/operations/refer.py",
    "counselling/operations/slip.py", "counselling/operations/status.py",
    "counselling/templates/counselling/answer*.html",
    "counselling/templates/counselling/status.html",
    "counselling/templates/counselling/task.html",
    "counselling/templates/counselling/sen*.html", "desk/roles.py", "desk/states.py",
    "desk/views/own.py", "desk/views/role.py", "desk/templates/*.html",
    "accounts/operations/account.py", "accounts/operations/invitations.py",
    "accounts/views/join.py", "accounts/views/account.py",
    "accounts/templates/account/*.html", "accounts/templates/mfa/**/*.html",
)  # fmt: skip

# What a page says does not hang on the database.
pytestmark = pytest.mark.once


@pytest.fixture
def houses(houses):
    """Two houses; the first one's boards, advisers and partners read Arabic."""
    house, other = houses
    for kind in ("volunteer", "referrer", "board"):
        user = house.users[kind]
        user.language = "ar"
        user.save(update_fields=["language"])
    invitation = house.things.invitation
    invitation.user, invitation.kind = house.users["referrer"], "referrer"
    invitation.save()
    volunteer = house.things.volunteer
    volunteer.language, volunteer.email = "ar", "amal@kassel.example"
    volunteer.confidentiality_on = NOW.date()
    volunteer.confidentiality_until = NOW.date().replace(year=2028)
    volunteer.topics = 1
    volunteer.save()
    return house, other


def speaking(browser, language):
    """Return a browser whose reader has chosen a language."""
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return browser


def try_out(browser, path, sent=("empty", "long")):
    """Ask for a page, send its forms wrongly, undo it all; yield what came back."""
    answered = crawl.ask(browser, path, follow=True)
    yield path, answered
    if "html" not in answered.headers.get("Content-Type", ""):
        return
    reader = Forms()
    reader.feed(answered.content.decode())
    for form in reader.found:
        for kind in sent:
            data = {
                name: WRONG[kind] if typed else value
                for name, (typed, value) in form["fields"].items()
            }
            with transaction.atomic():
                said = browser.post(form["action"] or path, data, follow=True)
                transaction.set_rollback(True)
            yield f"{path}, sent {kind} to {form['action'] or path}", said


def met(houses, roles, language, sent):
    """Yield (where, answer) of all these roles can meet; the first sends the forms."""
    browsers = crawl.clients(*houses)
    for name, parameters in routes.every().items():
        marks = matrix.rows()[name]
        seeing = [role for role in roles if marks[ROLES.index(role)] == SEES]
        for place, role in enumerate(seeing):
            path = crawl.path_of(name, parameters, houses[0])
            browser = speaking(browsers[role], language)
            kinds = () if place else sent
            for where, answered in try_out(browser, path, kinds):
                yield f"{role}: {where}", answered


def mixed(answers, trouble):
    """Return {what is wrong: the first place it was met}."""
    found, read = {}, set()
    for where, answered in answers:
        language = answered.headers.get("Content-Language", "")
        for piece in reading.pieces_of(answered, language):
            if piece in read:
                continue  # what stands on every page is read once
            read.add(piece)
            for wrong in trouble(piece):
                found.setdefault(wrong, f"{piece[:120]} ({where})")
    return found


def not_arabic(piece):
    """Return the words in Latin letters that are no names."""
    typed = ("x" * 200, "script", "alert", "fett", "vorn")
    if any(one in piece for one in typed):
        piece = re.sub(r"x{200,}|<script>.*</b>|vorn.*hinten\S*", "", piece)
    known = NAMES | TERMS | TONGUES | OWN
    words = [] if piece in TYPED else reading.latin_words(piece)
    return [word for word in words if word not in known]


# What languages call themselves, beside their Arabic names.
OWN = {word for name in OWN_NAMES.values() for word in reading.latin_words(name)}


def test_who_reads_arabic_meets_no_other_language(houses):
    # A dossier is a paper for a committee: German or English, and its frame with it.
    answers = (
        one
        for one in met(houses, ARABIC_READERS, "ar", WRONG)
        if "/dossiers/open/" not in one[0]
    )

    assert mixed(answers, not_arabic) == {}


def test_signing_in_is_arabic_too(houses):
    browsers = crawl.clients(*houses)
    answers = (
        (f"{role}: {where}", answered)
        for role in ("stranger", "volunteer")
        for path in SIGNING_IN
        for where, answered in try_out(
            speaking(browsers[role], "ar"), f"/kassel/accounts/{path}"
        )
    )

    assert mixed(answers, not_arabic) == {}


def test_every_text_an_arabic_reader_may_meet_is_translated():
    """Whatever branch of a page or sentence of a refusal it is."""
    known = reading.catalogue("ar")
    missing = {}
    for pattern in MEET:
        paths = sorted(source.SRC.glob(pattern))
        assert paths, f"{pattern} is nowhere"
        for path in paths:
            left = reading.marked_in(path) - known.keys()
            if left:
                missing[source.where(path)] = sorted(left)

    assert missing == {}


def failing(browser):
    """Yield the pages of what went wrong: not there, refused, lost, too often."""
    yield "404", browser.get("/kassel/nowhere/")
    yield "404 of the house", browser.get("/nowhere/")
    strict = speaking(Client(enforce_csrf_checks=True), "ar")
    here = {"Origin": "http://testserver"}
    path = "/kassel/counselling/refer/"
    yield "lost", strict.post(path, {"topic": "1"}, headers=here)
    yield "refused", strict.post(path, {"topic": "1"})
    for _time in range(45):
        last = browser.post(
            "/kassel/counselling/status/", {"code": "K7-4M2", "pin": "1"}
        )
    yield "too often", last
    for _time in range(15):
        last = browser.post("/kassel/accounts/login/code/", {"email": "a@b.example"})
    yield "signing in too often", last


def test_what_goes_wrong_is_said_in_arabic(houses, settings):
    settings.DEBUG = False
    browser = speaking(Client(raise_request_exception=False), "ar")
    answers = list(failing(browser))

    assert [one.status_code for _where, one in answers][:4] == [404, 404, 403, 403]
    assert mixed(answers, not_arabic) == {}


def states(house):
    """Bring the house into states no furniture shows; yield (where, answer)."""
    things, browser = house.things, speaking(Client(), "ar")
    asked = ask(
        referral=things.waiting,
        people=[things.volunteer],
        mode=Ask.Mode.AT_ONCE,
        by=things.boss,
        now=NOW,
    )[0]
    link = f"/kassel/counselling/answer/{asked.token}/"
    for pressed in ("show", "yes", "yes", "pin", "agree", "back", "show", "yes"):
        yield pressed, browser.post(link, {"do": pressed, "reason": "known"})
    yield "by an unknown link", browser.get("/kassel/counselling/answer/nobody/")
    fresh = pass_on(house)
    again = ask(
        referral=fresh.referral,
        people=[things.volunteer],
        mode=Ask.Mode.AT_ONCE,
        by=things.boss,
        now=NOW,
    )[0]
    path = "/kassel/counselling/status/"
    pins = {"code": fresh.referral.code, "pin": fresh.person_pin}
    yield "status, asking", browser.post(path, pins, follow=True)
    answer.accept(ask=again.ask, by=None, now=NOW)
    yield "status, accepted", browser.post(path, pins, follow=True)
    made = appointment.agree(
        referral=fresh.referral,
        place_kind="room",
        starts_at=NOW + 24 * HOUR,
        ends_at=NOW + 25 * HOUR,
        room=things.room,
        by=things.boss,
        now=NOW,
    )
    yield "status, appointment", browser.post(path, pins, follow=True)
    appointment.cancel(appointment=made, by=things.boss, now=NOW)
    withdraw.withdraw(referral=fresh.referral, by=None, now=NOW)
    yield "status, withdrawn", browser.post(path, pins, follow=True)
    run_over(now=NOW + 48 * HOUR)


def test_every_state_of_a_question_is_arabic(houses):
    assert mixed(states(houses[0]), not_arabic) == {}


SIGN_IN_CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


def test_every_letter_to_an_arabic_reader_is_arabic(houses):
    house = houses[0]
    list(states(house))
    rooms.move(
        booking=house.things.booking,
        starts_at=NOW + 30 * HOUR,
        ends_at=NOW + 31 * HOUR,
        by=house.things.boss,
        now=NOW,
    )
    rooms.cancel(booking=house.things.booking, by=house.things.boss, now=NOW)
    speaking(Client(), "ar").post(
        "/kassel/accounts/login/code/", {"email": house.users["volunteer"].email}
    )
    letters = Letter.objects.filter(centre=house.centre, language="ar")
    found = {
        word: text_of(letter)[:200]
        for letter in letters
        for word in not_arabic(SIGN_IN_CODE.sub("", text_of(letter)))
    }

    assert letters.count() > 6
    assert found == {}


def test_no_arabic_catalogue_says_it_in_latin_letters():
    holes = re.compile(r"%\(\w+\)[sd]|<[^>]*>")
    known = NAMES | TERMS | {"allin", "init", "demo"}
    assert {
        msgid: words
        for msgid, words in reading.catalogue("ar").items()
        if set(reading.latin_words(holes.sub("", words))) - known
    } == {}


# Small words one of the two languages cannot do without, and the other does not have.
ENGLISH = "the and of is are was not with your you for this that has have"
GERMAN = "der die das und ist sind nicht mit Sie für ein eine noch auf"


def in_the_other(language):
    """Return what finds a text of the other language in a piece of a page."""
    german = reading.catalogue("de")
    alike = {msgid for msgid, words in german.items() if msgid == words}
    theirs = set(german) if language == "de" else set(german.values())
    ours = set(german.values()) if language == "de" else set(german)
    small = set((ENGLISH if language == "de" else GERMAN).split())

    def trouble(piece):
        if piece in TYPED or piece in TONGUES:
            return
        if piece in theirs - ours - alike:
            yield piece
        words = set(reading.words_of(piece))
        if len(words & small) > 1:
            yield piece

    return trouble


@pytest.mark.parametrize(("language", "sent"), [("de", ["empty"]), ("en", [])])
def test_nobody_reads_a_mix_of_german_and_english(houses, language, sent):
    # The gallery shows its samples in German and in Arabic, whoever looks.
    answers = (
        one for one in met(houses, OTHERS, language, sent) if "/gallery/" not in one[0]
    )

    assert mixed(answers, in_the_other(language)) == {}


def test_every_room_stands_in_the_list_of_words():
    words = (source.ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    rooms_of_the_house = [
        path.name for path in source.SRC.iterdir() if (path / "__init__.py").exists()
    ]

    assert len(rooms_of_the_house) > 10
    assert [name for name in rooms_of_the_house if f"| `{name}` |" not in words] == []
