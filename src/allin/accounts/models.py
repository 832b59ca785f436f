import datetime as dt
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from allin.accounts import rules
from allin.centres.models import Centre, OfCentre
from allin.core import people
from allin.core.personal import Personal

PERSONAL = (
    Personal(
        "accounts.User.email",
        purpose="To write to somebody who signs in, and to know them again.",
        keep="Until the account is closed.",
    ),
    Personal(
        "accounts.User.name",
        purpose="So that colleagues know who did something.",
        keep="Until the account is closed.",
    ),
    Personal(
        "accounts.Invitation.name",
        purpose="To greet the invited person and to list open invitations.",
        keep="Until the invitation is used or has lapsed for 30 days.",
    ),
    Personal(
        "accounts.Invitation.language",
        purpose="To write to the invited person in a language they read.",
        keep="Until the invitation is used or has lapsed for 30 days.",
    ),
    Personal(
        "accounts.SignIn.agent",
        purpose="So that somebody recognises their own devices and ends others.",
        keep="Until signed out, at most as long as the sign-in lasts.",
    ),
    Personal(
        "accounts.User.language",
        purpose="To speak the language somebody chose.",
        keep="Until the account is closed.",
    ),
)


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


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def of(self, centre: Centre) -> Self:
        """Keep the invitations of this centre, newest first."""
        return self.filter(centre=centre).order_by("-pk")

    def open(self, now: dt.datetime) -> Self:
        """Keep those that can still be used."""
        return self.filter(used_at__isnull=True, expires_at__gt=now)

    def lapsed(self, now: dt.datetime) -> Self:
        """Keep those nobody used in time."""
        return self.filter(used_at__isnull=True, expires_at__lte=now)


class Invitation(OfCentre):
    """A one-time link by which somebody comes in. The link itself is not stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=10, blank=True, default="")
    nonce = models.CharField(max_length=40, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(expires_at__gte=models.F("invited_at")),
                name="an_invitation_ends_after_it_begins",
                violation_error_message=_("An invitation ends after it begins."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def is_open(self, now: dt.datetime) -> bool:
        """Whether the link can still be used."""
        return self.used_at is None and now < self.expires_at


class SecondFactorDuty(OfCentre):
    """Whoever holds a role that opens people's data proves twice who they are."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="duties")
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["centre", "user"],
                name="a_duty_of_second_factor_is_noted_once",
                violation_error_message=_("This is noted already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class SignIn(models.Model):
    """A device somebody is signed in on, so that they can end it from another."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    agent = models.CharField(max_length=80, blank=True, default="")
    began_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk}"


class HeldBackQuerySet(models.QuerySet["HeldBack"]):
    def waiting(self, centre: Centre, now: dt.datetime) -> Self:
        """Keep what nobody looked at yet and whose day is not over."""
        day = dt.timedelta(days=1)
        return self.filter(
            centre=centre, settled_at__isnull=True, came_at__gt=now - day
        ).order_by("came_at")


class HeldBack(OfCentre):
    """A public form that looked like a machine's; its content lies sealed, a day."""

    form_name = models.CharField(max_length=60)
    path = models.CharField(max_length=300)
    draft_key = models.CharField(max_length=60, unique=True)
    came_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = HeldBackQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.form_name} {self.pk}"

    @property
    def form_label(self) -> str:
        """What people call the form."""
        return str(rules.PUBLIC_FORMS.get(self.form_name, self.form_name))
