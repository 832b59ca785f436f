"""What the house remembers of its own work."""

import datetime as dt
from typing import ClassVar, Final, Self

from django.db import models
from django.utils.translation import get_language

from allin.centres.models import Centre

DEAD_AFTER: Final = dt.timedelta(minutes=3)  # a worker that said nothing for so long


class Run(models.Model):
    """When an entry of the timetable was last due, asked for, and done."""

    name = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField()
    task_path = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True, blank=True)
    failed = models.BooleanField(default=False)

    objects: ClassVar = models.Manager()

    def __str__(self) -> str:
        return self.name


class Beat(models.Model):
    """A worker that is alive says so here; its tasks are taken up when it stops."""

    worker = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    def __str__(self) -> str:
        return self.worker


class FoundQuerySet(models.QuerySet["Found"]):
    def here(self, centre_id: int) -> Self:
        """Keep what is about a centre, or about the installation it lives in."""
        return self.filter(models.Q(centre=centre_id) | models.Q(centre=None))


class Found(models.Model):
    """
    What was not as it should be when the house last looked itself over.

    Counts and ids, never content; replaced as a whole by every look.

    :ivar centre: None is the installation
    :ivar sentences: the same sentence by language
    """

    centre = models.ForeignKey(
        Centre, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    room = models.CharField(max_length=20)
    rule = models.CharField(max_length=60)
    level = models.CharField(max_length=4)
    count = models.PositiveBigIntegerField()
    ids = models.JSONField(default=list)
    sentences = models.JSONField(default=dict)
    page = models.CharField(max_length=60, blank=True, default="")

    objects: ClassVar = FoundQuerySet.as_manager()

    class Meta:
        ordering = ("level", "room", "pk")

    def __str__(self) -> str:
        return f"{self.room}/{self.rule}"

    @property
    def sentence(self) -> str:
        """What is wrong, in the language of the page."""
        said: dict[str, str] = self.sentences
        return said.get(get_language() or "", "") or said.get("en", self.rule)


class Alarm(models.Model):
    """
    What those who coordinate were told of, so that a letter is written once.

    :ivar centre: None is the installation
    """

    rule = models.CharField(max_length=60)
    centre = models.ForeignKey(
        Centre, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["rule", "centre"], name="an_alarm_of_a_centre_is_kept_once"
            ),
            models.UniqueConstraint(
                fields=["rule"],
                condition=models.Q(centre=None),
                name="an_alarm_of_the_installation_is_kept_once",
            ),
        )

    def __str__(self) -> str:
        return self.rule
