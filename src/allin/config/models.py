"""What the house remembers of its own work."""

from typing import ClassVar

from django.db import models


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
