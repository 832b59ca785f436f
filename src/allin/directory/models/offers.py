import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import languages, people
from allin.core.people import Centre, Person
from allin.directory.fields import Speaks
from allin.directory.models.associations import STEERING, Association
from allin.directory.models.topics import Topic


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the offers of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def editable_by(self, person: Person) -> Self:
        """Keep what the coordination of the centre, or the own board, may change."""
        allowed = Q(pk__in=())
        for role in person.roles:
            if role.kind in STEERING:
                allowed |= Q(centre_id=role.centre_id)
            elif role.kind == people.BOARD:
                allowed |= Q(centre_id=role.centre_id, association_id=role.of_id)
        return self.filter(allowed)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def published(self) -> Self:
        """Keep what people seeking help may find."""
        return self.filter(
            state=Offer.PUBLISHED,
            association__merged_into__isnull=True,
            association__left_on__isnull=True,
        )

    def speaking(self, language: str) -> Self:
        """Keep the offers whose counsellors speak a language; "" keeps all."""
        bit = languages.BIT.get(language)
        if bit is None:
            return self.none() if language else self
        return self.annotate(spoken=F("language_bits").bitand(bit)).filter(spoken__gt=0)


class Offer(Speaks, OfCentre):
    """A kind of help an association gives."""

    DRAFT, PUBLISHED, ENDED = "draft", "published", "ended"
    STATES = (
        (DRAFT, _("draft")),
        (PUBLISHED, _("published")),
        (ENDED, _("ended")),
    )
    LEGAL_LEVELS = (
        ("none", _("no legal advice")),
        ("supervised", _("legal help under supervision")),
        ("never", _("reserved to lawyers")),
    )

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="offers"
    )
    title = models.CharField(max_length=120)
    titles = models.JSONField(default=dict, blank=True)  # language -> title, not de
    about = models.TextField(max_length=2000, blank=True, default="")
    abouts = models.JSONField(default=dict, blank=True)
    topics = models.ManyToManyField(Topic, related_name="offers", blank=True)
    legal_level = models.CharField(max_length=12, choices=LEGAL_LEVELS, default="none")
    supervisor = models.CharField(max_length=120, blank=True, default="")
    instructed_on = models.DateField(null=True, blank=True)
    supervised_until = models.DateField(null=True, blank=True)
    # None: nobody has said yet
    step_free = models.BooleanField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True, default="")
    room_name = models.CharField(max_length=60, blank=True, default="")
    place_private = models.BooleanField(default=False)
    by_appointment = models.BooleanField(default=False)
    takes_walk_in = models.BooleanField(default=True)
    full_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=STATES, default=DRAFT)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_as = models.CharField(max_length=20, blank=True, default="")
    created_at = models.DateTimeField()

    objects: ClassVar = OfferQuerySet.as_manager()

    class Meta:
        ordering = ("association", "title", "pk")
        indexes = (models.Index(fields=["centre", "state"]),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(title=""),
                name="an_offer_has_a_title",
                violation_error_message=_("An offer needs a title."),
            ),
            models.CheckConstraint(
                condition=~Q(state="published", legal_level="supervised")
                | Q(
                    ~Q(supervisor=""),
                    instructed_on__isnull=False,
                    supervised_until__isnull=False,
                ),
                name="legal_help_is_published_with_a_supervisor",
                violation_error_message=_(
                    "Legal help can only be published with a named supervisor, the "
                    "day of instruction and the day until which it holds."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="published", legal_level="never"),
                name="what_is_reserved_to_lawyers_is_not_offered",
                violation_error_message=_(
                    "This is reserved to lawyers. Describe what volunteers do instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | ~Q(confirmed_as=""),
                name="a_confirmation_says_whose_it_is",
                violation_error_message=_("A confirmation needs to say whose it is."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def title_in(self, language: str) -> str:
        """Return the title in a language, in German if there is none."""
        titles: dict[str, str] = self.titles
        return titles.get(language.split("-", maxsplit=1)[0]) or self.title

    def about_in(self, language: str) -> str:
        """Return the description in a language, in German if there is none."""
        abouts: dict[str, str] = self.abouts
        return abouts.get(language.split("-", maxsplit=1)[0]) or self.about

    @property
    def public_place(self) -> str:
        """Where it is, for anybody; empty when the place is confidential."""
        if self.place_private:
            return ""
        return ", ".join(part for part in (self.place, self.room_name) if part)

    def is_full(self, on: dt.date) -> bool:
        """Whether it takes nobody on that day; the state ends by itself."""
        return self.full_until is not None and on <= self.full_until

    def confirmed_by_board(self) -> bool:
        return self.confirmed_as == people.BOARD
