"""What the house says of itself: to a machine, and by letter to the coordination."""

import datetime as dt
import os
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import DatabaseError
from django.urls import reverse

from allin.accounts.operations import grant_role
from allin.config import alarms, backups, certificate, doctor, health
from allin.config.models import Alarm, Beat
from allin.core.findings import Finding
from allin.outbox import operations as outbox
from allin.outbox.models import Letter
from tests.conftest import make_user

pytestmark = pytest.mark.django_db

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def beating(now):
    return Beat.objects.create(worker="w", at=now)


def test_a_house_that_works_says_so_to_anybody_and_nothing_else(client, beating):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "trouble": []})
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_worker_that_is_silent_for_minutes_is_named(client, now):
    Beat.objects.create(worker="w", at=now - dt.timedelta(minutes=4))
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["trouble"]) == (503, ["worker"])


def test_without_its_database_the_house_still_answers(client, monkeypatch):
    def gone(**_more):
        raise DatabaseError

    monkeypatch.setattr(health.Beat.objects, "filter", gone)
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["trouble"]) == (503, ["database"])


@pytest.fixture
def derya(kassel, now):
    user = make_user("derya@allin.example", "Derya", kassel)
    grant_role(centre=kassel, user=user, kind="coordinator", now=now)
    return user


@pytest.fixture
def lacking(monkeypatch):
    """Return a list: what stands in it is what the installation lacks."""
    lacks = []
    monkeypatch.setattr(doctor, "installation", lambda _now: lacks)
    return lacks


DISK = Finding("house", "disk_full", "Es ist kaum noch Platz.", count=3)


def test_who_coordinates_reads_once_what_is_wrong_and_where_to_look(
    kassel, derya, lacking, now
):
    lacking.append(DISK)
    for hour in range(3):
        alarms.tell(now + hour * HOUR)

    letter = Letter.objects.get()
    assert letter.to_id == derya.pk
    assert "Es ist kaum noch Platz." in outbox.text_of(letter)
    assert reverse("checkup") in outbox.text_of(letter)


def test_a_week_later_it_is_said_again_and_after_it_was_right_at_once(
    kassel, derya, lacking, now
):
    lacking.append(DISK)
    assert [told(now, days) for days in (0, 6, 7, 8)] == [1, 0, 1, 0]

    lacking.clear()
    told(now, 9)
    assert not Alarm.objects.exists()
    lacking.append(DISK)
    assert told(now, 10) == 1


def told(now, days):
    """Ring some days later; every letter before has arrived."""
    Letter.objects.update(state=Letter.SENT, sealed=None)
    return alarms.tell(now + days * DAY)


def test_what_can_wait_rings_nobody(kassel, derya, lacking, now):
    lacking.append(Finding("house", "backup_nowhere", "…", count=1, level="warn"))

    assert alarms.tell(now) == 0


def test_letters_that_do_not_leave_are_told_of_in_their_own_centre(
    kassel, elsewhere, derya, lacking, now
):
    outbox.write(
        centre=elsewhere, to_kind="accounts.user", to_id=derya.pk, body="Guten Tag",
        language="de", now=now - 2 * DAY,
    )  # fmt: skip

    assert alarms.tell(now) == 0  # nobody coordinates the other centre
    assert Alarm.objects.get().centre == elsewhere


# ---- backups -----------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch):
    """Backups that are files of one letter: how they are made is tested elsewhere."""
    monkeypatch.setattr(
        backups.command_backup, "make", lambda path: path.write_text("x")
    )


def test_fourteen_nights_are_kept_and_other_files_left_alone(tmp_path, quick, now):
    (tmp_path / "brief.txt").write_text("ours")
    for night in range(20):
        backups.keep_in(tmp_path, now + night * DAY)

    made = sorted(file.name for file in tmp_path.glob("allin-*.backup"))
    assert len(made) == 14
    assert made[-1] == f"allin-{now + 19 * DAY:%Y-%m-%d-%H%M}.backup"
    assert (tmp_path / "brief.txt").exists()


def test_a_folder_that_is_not_mounted_is_not_made_up(tmp_path, quick, now):
    with pytest.raises(NotADirectoryError):
        backups.keep_in(tmp_path / "stick", now)


def test_a_backup_that_is_too_old_is_found(tmp_path, settings, now):
    settings.BACKUP_TO = str(tmp_path)
    rules = {finding.rule for finding in doctor.installation(now)}
    assert "backup_old" in rules

    made = tmp_path / "allin-2026-03-10-0130.backup"
    made.write_text("x")
    os.utime(made, (now.timestamp(), now.timestamp()))
    assert "backup_old" not in {f.rule for f in doctor.installation(now + DAY)}
    assert "backup_old" in {f.rule for f in doctor.installation(now + 3 * DAY)}


def test_nobody_having_said_where_to_is_found_but_does_not_ring(settings, now):
    settings.BACKUP_TO = ""
    (finding,) = [
        one for one in doctor.installation(now) if one.rule.startswith("backup")
    ]

    assert (finding.rule, finding.level) == ("backup_nowhere", "warn")


# ---- the certificate ---------------------------------------------------------


@pytest.fixture
def served(tmp_path, now):
    """Serve one TLS handshake with a certificate of nobody that ends in ten days."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    shown = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - 80 * DAY)
        .not_valid_after(now + 10 * DAY)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "both.pem"
    pem.write_bytes(
        shown.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    listening = socket.create_server(("127.0.0.1", 0))

    def answer():
        line, _who = listening.accept()
        with tls.wrap_socket(line, server_side=True) as talk:
            talk.recv(1)

    threading.Thread(target=answer, daemon=True).start()
    yield f"https://127.0.0.1:{listening.getsockname()[1]}"
    listening.close()


def test_a_certificate_that_ends_soon_is_found_with_its_days(served, settings, now):
    settings.ADDRESS = served
    (finding,) = [
        one for one in doctor.installation(now) if one.rule == "certificate_ends"
    ]

    assert finding.count == 10


def test_without_https_or_an_answer_there_is_no_certificate():
    assert certificate.ends_at("http://localhost:8000") is None
    assert certificate.ends_at("https://127.0.0.1:1") is None
