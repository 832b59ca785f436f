import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.vault.models import Consent, ConsentQuerySet, Subject


@transaction.atomic
def give_consent(
    *,
    subject_id: uuid.UUID,
    purpose: str,
    receiver: str,
    text_version: str,
    language: str,
    channel: str,
    read_by: str = "",
    expires_at: dt.datetime,
    now: dt.datetime,
) -> Consent:
    """
    Keep what a person agreed to; agreeing again replaces the earlier one.

    :param receiver: "kind:id" or a kind, such as "association:3"
    :param text_version: of the text that was read
    :param read_by: who read it aloud, when there is no reviewed text
    :raises Refusal: if the person was erased, or it would end before it begins
    """
    subject = Subject.objects.standing().filter(pk=subject_id).first()
    if subject is None:
        raise Refusal(_("The person's details were deleted."))
    if expires_at <= now:
        raise Refusal(_("A consent has to end after it was given."))
    Consent.objects.filter(
        subject=subject, purpose=purpose, receiver=receiver, withdrawn_at__isnull=True
    ).update(withdrawn_at=now)
    return Consent.objects.create(
        centre_id=subject.centre_id,
        subject=subject,
        purpose=purpose,
        receiver=receiver,
        text_version=text_version,
        language=language,
        channel=channel,
        read_by=read_by,
        given_at=now,
        expires_at=expires_at,
    )


@transaction.atomic
def withdraw_consent(
    *,
    subject_id: uuid.UUID,
    purpose: str | None,
    now: dt.datetime,
    receiver: str | None = None,
) -> int:
    """
    Take consents back at once; return how many.

    :param purpose: None for every purpose
    :param receiver: None for every receiver
    """
    given = Consent.objects.filter(subject_id=subject_id, withdrawn_at__isnull=True)
    if purpose is not None:
        given = given.filter(purpose=purpose)
    if receiver is not None:
        given = given.filter(receiver=receiver)
    return int(given.update(withdrawn_at=now))


def consents(subject_id: uuid.UUID) -> ConsentQuerySet:
    """Return all a person ever agreed to, newest first."""
    given: ConsentQuerySet = Consent.objects.filter(subject_id=subject_id)
    return given.order_by("-given_at", "-pk")


def allowed(
    *, subject_id: uuid.UUID, purpose: str, receiver: str, now: dt.datetime
) -> bool:
    """Return whether the person agrees to this purpose and receiver right now."""
    standing = consents(subject_id).standing(now)
    return standing.filter(purpose=purpose, receiver=receiver).exists()
