import re
from typing import Any, Final

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as globals_of_allauth
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from allin.accounts import operations
from allin.accounts.models import SecondFactorDuty, User
from allin.core import clock
from allin.core.http import home
from allin.outbox import operations as outbox

_BROWSERS: Final = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
_SYSTEMS: Final = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
_NAMES: Final = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "Mac"}


def device_of(header: str) -> str:
    """Return a short word for a browser, such as "Firefox, Linux"."""
    known = [
        next((word for word in words if re.search(rf"\b{word}", header)), "")
        for words in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(_NAMES.get(word, word) for word in known if word)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: people are invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return home()

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return home()

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """
        Send what allauth has to say as a letter of the house.

        An address nobody has gets nothing: the page says the same either way.
        """
        user = User.objects.filter(email=email.lower(), is_active=True).first()
        request = globals_of_allauth.request
        centre = getattr(request, "centre", None) or operations.centre_of(user)
        if user is None or centre is None:
            return
        message = self.render_mail(template_prefix, email, context)
        outbox.write(
            centre=centre,
            to_kind="accounts.user",
            to_id=user.pk,
            body=str(message.body),
            language=translation.get_language() or "de",
            now=clock.now(),
        )

    def post_login(
        self, request: HttpRequest, user: Any, **about: Any
    ) -> HttpResponse | None:
        response: HttpResponse | None = super().post_login(request, user, **about)
        operations.note_sign_in(
            user=user,
            session_key=request.session.session_key or "",
            agent=device_of(request.headers.get("User-Agent", "")),
            now=clock.now(),
        )
        return response


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Whoever owes a second factor keeps the last one."""

    def build_totp_svg(self, url: str) -> str:
        """Draw the picture inline: the page's CSP knows no `data:` images."""
        return str(segno.make(url, error="m").svg_inline(scale=5, border=4))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user).exclude(
            pk=authenticator.pk
        )
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        owes = SecondFactorDuty.objects.filter(user=authenticator.user).exists()
        return not owes or others.filter(type__in=kinds).exists()
