import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from allin.audit.models import Entry
from allin.outbox import jobs, operations
from allin.outbox.models import Letter

MINUTE = dt.timedelta(minutes=1)


class Line(BaseEmailBackend):
    """A mail server that answers as the test says."""

    on_open: list[Exception] = []
    on_send: list[Exception] = []

    def open(self):
        if self.on_open:
            raise self.on_open.pop(0)
        return False

    def send_messages(self, messages):
        if self.on_send:
            raise self.on_send.pop(0)
        mail.outbox.extend(messages)
        return len(messages)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Line"
    Line.on_open, Line.on_send = [], []
    mail.outbox = []
    return Line


def state(letter):
    letter.refresh_from_db()
    return letter.state


def test_a_letter_tells_nothing_on_the_outside(letter, now, derya):
    assert operations.deliver(now=now).sent == 1
    (sent,) = mail.outbox
    assert sent.subject == "Neuigkeit von ALL IN"
    assert sent.to == [derya.email]
    assert "https://allin.example/a/xyz" in sent.body
    assert state(letter) == Letter.SENT


def test_a_telling_subject_moves_inside(kassel, derya, now):
    operations.write(
        centre=kassel,
        to_kind="accounts.user",
        to_id=derya.pk,
        subject="Kündigung von Samira",
        body="Text",
        language="ar",
        now=now,
    )
    operations.deliver(now=now)
    (sent,) = mail.outbox
    assert sent.subject == "خبر جديد من ALL IN"
    assert sent.body == "Kündigung von Samira\n\nText"


def test_the_text_is_sealed_and_dropped_after_a_week(letter, now, monkeypatch):
    assert b"Neues" not in bytes(letter.sealed)
    operations.deliver(now=now)
    assert operations.drop_texts(now=now + dt.timedelta(days=6)) == 0
    monkeypatch.setenv("ALLIN_NOW", (now + dt.timedelta(days=7)).isoformat())
    assert jobs.drop_texts.call() == 1
    letter.refresh_from_db()
    assert operations.text_of(letter) == ""


def test_nothing_is_sent_twice(letter, now):
    assert jobs.deliver.call() == 1
    assert jobs.deliver.call() == 0
    assert len(mail.outbox) == 1


def test_a_server_that_is_away_is_tried_again_later(letter, now, server):
    server.on_open = [ConnectionRefusedError(), ConnectionRefusedError()]
    assert operations.deliver(now=now).put_off == 1
    assert operations.deliver(now=now).put_off == 0  # not before its time
    assert operations.deliver(now=now + MINUTE).put_off == 1
    assert operations.deliver(now=now + 2 * MINUTE).sent == 0
    assert operations.deliver(now=now + 6 * MINUTE).sent == 1
    letter.refresh_from_db()
    assert (letter.tries, letter.error) == (3, "")


def test_after_two_days_it_gives_up_and_shows(letter, now, server):
    server.on_open = [ConnectionRefusedError()] * 20
    at = now
    for _ in range(20):
        operations.deliver(now=at)
        if state(letter) != Letter.WAITING:
            break
        at = letter.next_try_at
    assert letter.state == Letter.FAILED
    assert letter.error == "ConnectionRefusedError"
    assert letter.tries == 8
    assert at - now < dt.timedelta(days=3)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"no such user")}), "failed"),
        (smtplib.SMTPRecipientsRefused({"a@b": (450, b"busy")}), "waiting"),
        (smtplib.SMTPDataError(554, b"spam"), "failed"),
        (smtplib.SMTPDataError(451, b"try later"), "waiting"),
        (smtplib.SMTPServerDisconnected(), "unsure"),
        (TimeoutError(), "unsure"),
    ],
)
def test_what_the_server_says_decides(letter, now, server, answer, expected):
    server.on_send = [answer]
    operations.deliver(now=now)
    assert state(letter) == expected
    assert "user" not in letter.error


def test_a_crash_between_marking_and_sending_never_sends_twice(letter, now):
    Letter.objects.update(state=Letter.SENDING, sending_at=now)  # and the power went
    assert operations.deliver(now=now + MINUTE).sent == 0
    assert state(letter) == Letter.SENDING
    operations.deliver(now=now + 5 * MINUTE)
    assert state(letter) == Letter.UNSURE
    assert mail.outbox == []


def test_a_person_decides_about_an_unsure_letter(letter, now, coordinator):
    Letter.objects.update(state=Letter.UNSURE, done_at=now, sending_at=now)
    operations.send_again(letter=letter, by=coordinator, now=now)
    operations.send_again(letter=letter, by=coordinator, now=now)
    assert Entry.objects.filter(verb="outbox.send_again").count() == 1
    assert operations.deliver(now=now).sent == 1


def test_a_person_notes_that_it_came_back(letter, now, coordinator):
    operations.deliver(now=now)
    operations.settle(letter=letter, arrived=False, by=coordinator, now=now)
    assert state(letter) == Letter.BOUNCED
    operations.settle(letter=letter, arrived=True, by=coordinator, now=now)
    assert state(letter) == Letter.SENT


def test_somebody_who_is_gone_gets_no_letter(letter, now, derya):
    derya.is_active = False
    derya.save()
    operations.deliver(now=now)
    assert state(letter) == Letter.NOWHERE


def test_without_a_mail_server_letters_wait(letter, now, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = ""
    assert operations.deliver(now=now).sent == 0
    assert state(letter) == Letter.WAITING


def test_in_the_demo_letters_stay_in_the_house(letter, now, settings):
    settings.DEMO = True
    assert operations.deliver(now=now).sent == 1
    assert mail.outbox == []
    assert "xyz" in operations.text_of(letter)
