"""Shifts: a post, a time, some heads; and who comes by link."""

import datetime as dt
from typing import ClassVar, Self

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person
from allin.programmes.models.access import seen_by
from allin.programmes.models.festival.fair import Festival
from allin.programmes.models.kernel import Assignment
from allin.programmes.rules import kernel

_OWN = Signer(salt="programmes.helper")


class Post(OfCentre):
    """A place people are needed at: the stage, the drinks, taking down."""

    festival = models.ForeignKey(
        Festival, on_delete=models.CASCADE, related_name="posts"
    )
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "festival", "name"],
                name="a_post_is_entered_once",
                violation_error_message=_("There is already a post of this name."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ShiftQuerySet(models.QuerySet["Shift"]):
    def visible_to(self, person: Person) -> Self:
        """Keep those of the centres the person coordinates."""
        return self.filter(seen_by(person))

    def standing(self) -> Self:
        """Leave out what was cancelled."""
        return self.exclude(position__occasion__state=kernel.CANCELLED)

    def counted(self) -> Self:
        """Add `coming`, how many will be there; read what a plan shows with it."""
        there = Q(position__assignments__state__in=kernel.COMING)
        return self.select_related("post", "position__occasion").annotate(
            coming=Count("position__assignments", filter=there)
        )

    def to_note(self, now: dt.datetime) -> Self:
        """Keep what is over while nobody has said whether who promised was there."""
        promised = Assignment.objects.filter(
            position=OuterRef("position"), state=kernel.PROMISED
        )
        over = self.standing().filter(position__occasion__ends_at__lte=now)
        return over.filter(Exists(promised))

    def in_time(self) -> Self:
        return self.order_by("position__occasion__starts_at", "post__name", "pk")


class Shift(OfCentre):
    """A position of an occasion of its own, at a festival's post."""

    festival = models.ForeignKey(
        Festival, on_delete=models.CASCADE, related_name="shifts"
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="shifts")
    position = models.OneToOneField(
        "programmes.Position", on_delete=models.CASCADE, related_name="shift"
    )

    objects: ClassVar = ShiftQuerySet.as_manager()

    coming: int  # only on rows of `counted`

    def __str__(self) -> str:
        return f"{self.pk}"


class HelperQuerySet(models.QuerySet["Helper"]):
    def standing(self) -> Self:
        """Leave out who has left the festival."""
        return self.filter(left_at__isnull=True)

    def for_it_alone(self) -> Self:
        """Keep who is known for the sake of one festival, and of nothing else."""
        own = Q(position__shift__festival=OuterRef("festival"))
        others = Assignment.objects.filter(volunteer=OuterRef("volunteer"))
        return self.filter(
            ~Exists(others.exclude(own)),
            newcomer=True,
            volunteer__user__isnull=True,
            volunteer__share=0,
            volunteer__erased_at__isnull=True,
        )


class Helper(OfCentre):
    """Somebody who signed up without an account; their link opens their own page."""

    festival = models.ForeignKey(
        Festival, on_delete=models.CASCADE, related_name="helpers"
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", on_delete=models.CASCADE, related_name="+"
    )
    nonce = models.CharField(max_length=32)
    newcomer = models.BooleanField(default=True)  # came for this festival alone
    created_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = HelperQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "festival", "volunteer"],
                condition=Q(left_at__isnull=True),
                name="somebody_helps_at_a_festival_once",
                violation_error_message=_("This person is already on the list."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def token(self) -> str:
        """The secret in the address of the own page; stored nowhere."""
        return _OWN.sign(f"{self.pk}.{self.nonce}").replace(":", "~")


def by_token(token: str, centre: Centre) -> Helper | None:
    """Return whose page a token opens, or None for a void or invented one."""
    try:
        pk, _sep, nonce = _OWN.unsign(token.replace("~", ":")).partition(".")
    except BadSignature:
        return None
    return (
        Helper.objects.filter(centre_id=centre.pk, pk=pk, nonce=nonce)
        .select_related("festival__occasion", "festival__centre", "volunteer")
        .first()
    )
