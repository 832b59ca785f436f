"""Sealed values, and what each person agreed to. Nothing here is readable by itself."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.personal import Personal


class SubjectQuerySet(models.QuerySet["Subject"]):
    def standing(self) -> Self:
        """Keep the people who were not erased."""
        return self.filter(erased_at__isnull=True)

    def overdue(self, now: dt.datetime) -> Self:
        """Keep the people whose values should be gone by now."""
        return self.standing().filter(keep_until__lt=now)


class Subject(OfCentre):
    """Somebody whose values are sealed, known by an opaque id alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped_key = models.BinaryField()
    key_version = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    keep_until = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=40, blank=True, default="")

    objects: ClassVar = SubjectQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(wrapped_key=b""),
                name="an_erased_person_has_no_key",
                violation_error_message=_("Who was erased has no key any more."),
            ),
        )
        indexes = (
            models.Index(
                fields=["centre", "keep_until"],
                condition=Q(erased_at__isnull=True),
                name="vault_kept_until",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Value(OfCentre):
    """One sealed value of a person."""

    subject = models.ForeignKey(
        Subject, on_delete=models.CASCADE, related_name="values", db_index=False
    )
    field = models.CharField(max_length=40)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["subject", "field"],
                name="a_person_has_each_value_once",
                violation_error_message=_("This value is already kept."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject_id} {self.field}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self, now: dt.datetime) -> Self:
        """Keep consents that were neither withdrawn nor have run out."""
        return self.filter(withdrawn_at__isnull=True, expires_at__gt=now)


class Consent(OfCentre):
    """What a person agreed to: one purpose, one receiver, one version of the text."""

    subject = models.ForeignKey(
        Subject, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=40)
    receiver = models.CharField(max_length=60)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    channel = models.CharField(max_length=20)
    read_by = models.CharField(max_length=120, blank=True, default="")
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ConsentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("given_at")),
                name="a_consent_ends_after_it_was_given",
                violation_error_message=_("A consent has to end after it was given."),
            ),
            models.UniqueConstraint(
                fields=["subject", "purpose", "receiver"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_consent_is_given_once_at_a_time",
                violation_error_message=_("This consent was already given."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class WordsKey(models.Model):
    """A key for sealed words that belong to no person, such as a letter's text."""

    name = models.CharField(max_length=40, unique=True)
    wrapped_key = models.BinaryField()
    key_version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.name


class DraftQuerySet(models.QuerySet["Draft"]):
    def dead(self, now: dt.datetime) -> Self:
        """Keep the drafts that nobody may open any more."""
        return self.filter(dies_at__lte=now)


class Draft(models.Model):
    """What somebody was typing, sealed under a key of its own that dies in a day."""

    key = models.CharField(max_length=120, unique=True)
    wrapped_key = models.BinaryField()
    key_version = models.PositiveIntegerField()
    sealed = models.BinaryField()
    dies_at = models.DateTimeField(db_index=True)

    objects: ClassVar = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"draft {self.pk}"


PERSONAL = (
    Personal(
        "vault.Value.sealed",
        purpose="Reaching a person who asked for help, and nothing else.",
        keep="Until the person withdraws, or the date fixed at closing.",
        sealed=True,
    ),
    Personal(
        "vault.Draft.sealed",
        purpose="Nobody has to type a form twice when the session is lost.",
        keep="24 hours.",
        sealed=True,
    ),
    Personal(
        "vault.Consent.read_by",
        purpose="Says who read the consent text to the person.",
        keep="As long as the consent; gone when the person is erased.",
    ),
)
