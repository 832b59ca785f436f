"""Writing, delivering and looking after letters."""

import datetime as dt
import logging
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from allin.audit import operations as audit
from allin.core import recipients
from allin.core.people import Centre, Person
from allin.outbox import clients, rules
from allin.outbox.models import Letter
from allin.vault import operations as vault

log = logging.getLogger(__name__)

WORDS = "outbox.letter"
ROUND = 200  # letters a round; the next minute has another


@transaction.atomic(savepoint=False)  # in the transaction it tells of
def write(
    *,
    centre: Centre,
    to_kind: str,
    to_id: int,
    body: str,
    language: str,
    now: dt.datetime,
    subject: str = "",
) -> Letter:
    """
    Write a letter, in the same transaction as what it tells of; a job delivers it.

    :param to_kind: a kind of recipient bound in config, such as "accounts.user"
    :param subject: becomes the first line inside; the outside is always neutral
    :param body: plain text in the reader's language, without case details
    """
    letter = Letter(
        centre_id=centre.pk,
        to_kind=to_kind,
        to_id=to_id,
        language=language,
        written_at=now,
        next_try_at=now,
    )
    neutral = not subject or subject in rules.SUBJECTS.values()
    text = body if neutral else f"{subject}\n\n{body}"
    letter.sealed = vault.seal_words(name=WORDS, row=letter.id, text=text)
    letter.save(force_insert=True)
    return letter


def text_of(letter: Letter) -> str:
    """Return what a letter says, or nothing once it was dropped."""
    if letter.sealed is None:
        return ""
    return vault.open_words(name=WORDS, row=letter.id, sealed=letter.sealed)


@dataclass(frozen=True)
class Round:
    """How one round of delivery went."""

    sent: int = 0
    put_off: int = 0
    troubled: int = 0


def deliver(*, now: dt.datetime) -> Round:
    """
    Hand over the letters that are due, each marked before it leaves the house.

    A letter that was marked and whose fate nobody knows becomes "not sure": a
    person decides whether it goes out again. In the demo letters go to the local
    mailbox; without a mail server they wait.
    """
    lose_track(now=now)
    if not settings.DEMO and not clients.is_set_up():
        return Round()
    due = Letter.objects.due(now).order_by("next_try_at").values_list("pk", flat=True)
    counts = {Letter.SENT: 0, Letter.WAITING: 0}
    troubled = 0
    for letter_id in list(due[:ROUND]):
        state = _deliver_one(letter_id, now)
        if state in counts:
            counts[state] += 1
        elif state:
            troubled += 1
    return Round(counts[Letter.SENT], counts[Letter.WAITING], troubled)


def _deliver_one(letter_id: uuid.UUID, now: dt.datetime) -> str:
    with transaction.atomic():
        taken = Letter.objects.due(now).filter(pk=letter_id)
        if not taken.update(state=Letter.SENDING, sending_at=now):
            return ""
    letter = Letter.objects.get(pk=letter_id)
    to = recipients.find(letter.to_kind, letter.to_id)
    if to is None or not to.address:
        return _settle(letter, clients.Handover("never", "no address"), now, to=False)
    if settings.DEMO:
        return _settle(letter, clients.Handover("sent", "mailbox"), now)
    handover = clients.hand_over(
        line=clients.connect(),
        to=to.address,
        subject=rules.subject(letter.language),
        body=text_of(letter),
    )
    return _settle(letter, handover, now)


@transaction.atomic
def _settle(
    letter: Letter, handover: clients.Handover, now: dt.datetime, *, to: bool = True
) -> str:
    letter.tries += 1
    letter.error = "" if handover.answer == "sent" else handover.code[:60]
    pause = rules.wait(letter.tries)
    if handover.answer == "later" and pause is not None:
        letter.state, letter.next_try_at = Letter.WAITING, now + pause
    else:
        ends = {"sent": Letter.SENT, "unsure": Letter.UNSURE}
        unreachable = Letter.FAILED if to else Letter.NOWHERE
        letter.state = ends.get(handover.answer, unreachable)
        letter.done_at = now
    # only if nobody decided otherwise while it was on its way
    still = Letter.objects.filter(pk=letter.pk, state=Letter.SENDING)
    still.update(
        state=letter.state,
        tries=letter.tries,
        error=letter.error,
        next_try_at=letter.next_try_at,
        done_at=letter.done_at,
    )
    return letter.state


@transaction.atomic
def lose_track(*, now: dt.datetime) -> int:
    """Mark letters as unsure whose delivery began and never ended; return how many."""
    lost = Letter.objects.filter(
        state=Letter.SENDING, sending_at__lte=now - rules.LOST_AFTER
    )
    return int(lost.update(state=Letter.UNSURE, error="interrupted", done_at=now))


@transaction.atomic
def send_again(*, letter: Letter, by: Person, now: dt.datetime) -> None:
    """Put a troubled letter back into the queue; one without text stays."""
    again = Letter.objects.troubled().filter(pk=letter.pk, sealed__isnull=False)
    if again.update(
        state=Letter.WAITING, tries=0, error="", next_try_at=now, done_at=None
    ):
        _record("outbox.send_again", letter, by, now)


@transaction.atomic
def settle(*, letter: Letter, arrived: bool, by: Person, now: dt.datetime) -> None:
    """Note what a person found out: it arrived after all, or it came back."""
    state = Letter.SENT if arrived else Letter.BOUNCED
    changed = Letter.objects.filter(
        pk=letter.pk, state__in=(Letter.SENT, *Letter.TROUBLES)
    ).exclude(state=state)
    if changed.update(state=state, done_at=now, error=""):
        verb = "outbox.arrived" if arrived else "outbox.came_back"
        _record(verb, letter, by, now)


def _record(verb: str, letter: Letter, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=letter.centre,
        verb=verb,
        thing="outbox.Letter",
        thing_id=letter.pk,
        by=by,
        now=now,
    )


@transaction.atomic
def redirect(*, kind: str, was: int, becomes: int) -> int:
    """Let letters that have not left yet go to another recipient of the same kind."""
    own = Letter.objects.waiting().filter(to_kind=kind, to_id=was)
    return int(own.update(to_id=becomes))


@transaction.atomic
def drop_texts(*, now: dt.datetime) -> int:
    """Drop the texts of letters that arrived or failed long enough ago."""
    kept = Letter.objects.filter(sealed__isnull=False)
    sent = kept.filter(state=Letter.SENT, done_at__lte=now - rules.KEEP_SENT)
    troubled = kept.troubled().filter(done_at__lte=now - rules.KEEP_TROUBLED)
    return int(sent.update(sealed=None)) + int(troubled.update(sealed=None))
