from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.centres.models import OfCentre
from allin.core import people


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str = "", **more: object) -> "User":
        """Make a user who signs in by link until they choose a way."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **more)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in, to the installation; roles belong to centres."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    theme = models.CharField(max_length=10, blank=True, default="")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.email


class Grant(OfCentre):
    """A role that holds for a centre, granted by the centre itself."""

    KINDS = (
        (people.COORDINATOR, _("Coordination")),
        (people.DEPUTY, _("Deputy")),
        (people.AUDITOR, _("Auditor")),
        (people.CITY, _("City")),
        (people.FUNDER, _("Funder")),
        (people.PROTECTION, _("Data protection")),
    )

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    kind = models.CharField(max_length=20, choices=KINDS)
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "user", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="a_role_is_granted_once_at_a_time",
                violation_error_message=_("This person already has this role."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
