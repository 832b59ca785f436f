from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core.people import Centre, Person


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, person: Person) -> Self:
        """Keep the topics of the centres in which the person is somebody."""
        return self.filter(centre__in=person.centre_ids)

    def of(self, centre: Centre) -> Self:
        return self.filter(centre_id=centre.pk)

    def standing(self) -> Self:
        return self.filter(ended_on__isnull=True)


class Topic(OfCentre):
    """
    What help is about.

    :ivar names: language code -> name; German is the source
    :ivar words: language code -> other words people use for it, for the search
    :ivar legal: a deadline in it goes to professionals first
    :ivar bit: its place in a volunteer's topic mask; never used again
    """

    key = models.SlugField(max_length=40)
    names = models.JSONField(default=dict)
    words = models.JSONField(default=dict, blank=True)
    icon = models.CharField(max_length=40, blank=True, default="")
    legal = models.BooleanField(default=False)
    bit = models.PositiveSmallIntegerField(validators=[MaxValueValidator(62)])
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "key"],
                name="a_topic_has_its_own_key",
                violation_error_message=_("There is already a topic with this key."),
            ),
            models.UniqueConstraint(
                fields=["centre", "bit"],
                name="a_topic_has_its_own_bit",
                violation_error_message=_("This place in the mask is taken."),
            ),
        )

    def __str__(self) -> str:
        return self.name_in(get_language() or "de")

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return str(self)

    @property
    def mask(self) -> int:
        return 1 << self.bit

    def name_in(self, language: str) -> str:
        """Return the name in a language, in German if there is none."""
        names: dict[str, str] = self.names
        short = language.split("-", maxsplit=1)[0]
        return names.get(language) or names.get(short) or names.get("de") or self.key
