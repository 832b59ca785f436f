"""
What stands between a public form and a flood. No foreign service, no riddle.

    class SlipForm(PublicForm):
        name = "slip"                    # limits are kept per form and address
        topic = ...

    def slip(request: Request) -> HttpResponse:
        form = SlipForm(request.POST or None, request=request)
        if form.is_valid():
            if earlier := form.earlier():          # sent twice: same page, one effect
                return redirect(earlier)
            made = operations.make_slip(...)
            return redirect(form.done(reverse("counselling:slip", ...)))
        return render(...)

A form that is sent too quickly, too often or by a machine comes back filled, with a
sentence. What filled the trap field is kept apart for the coordination
(`bind_quarantine`) and changes nothing.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request

MINIMUM_SECONDS: Final = 2  # nobody reads and answers a form faster
STAMP_SECONDS: Final = 60 * 60 * 48  # a form may lie open over a weekend day
REMEMBER_SECONDS: Final = 60 * 60
SALT: Final = "allin.core.guard"
TRAP: Final = "homepage"
LET_THROUGH: Final = "let_through"

Keeper = Callable[..., None]
_keepers: list[Keeper] = []


def bind_quarantine(keeper: Keeper) -> None:
    """
    Bind who keeps what was held back: `keeper(request, form_name, data)`.

    Called with the submitted fields as a mapping; what it keeps has to be sealed.
    """
    _keepers[:] = [keeper]


def limit(request: Request, what: str, *, limits: tuple[tuple[int, int], ...]) -> None:
    """
    Count one try of `what` from this address, and refuse when there were too many.

    :param limits: pairs of (seconds, tries allowed in them)
    :raises Refusal: with the centre's telephone number when a limit is passed
    """
    for window, tries in limits:
        slot = int(clock.seconds()) // window
        key = f"limit:{what}:{window}:{slot}:{_fingerprint(request)}"
        cache.add(key, 0, timeout=window * 2)
        try:
            count = cache.incr(key)
        except ValueError:  # it expired between the two
            count = 1
        if count > tries:
            raise Refusal(_too_often(request))


def _fingerprint(request: Request) -> str:
    """Return a mark of the address that cannot be turned back into the address."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if getattr(settings, "BEHIND_PROXY", False):
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        address = forwarded.rsplit(",", maxsplit=1)[-1].strip() or address
    centre = getattr(request.centre, "pk", 0)
    return hmac.new(
        settings.SECRET_KEY.encode(), f"{centre}:{address}".encode(), hashlib.sha256
    ).hexdigest()[:24]


def _too_often(request: Request) -> str:
    phone = getattr(request.centre, "phone", "")
    if phone:
        return gettext(
            "This was sent very often from here. Try again in some minutes, or call "
            "%(phone)s."
        ) % {"phone": phone}
    return gettext("This was sent very often from here. Try again in some minutes.")


def new_stamp() -> str:
    """Return a signed mark: when the form was shown, and a number used once."""
    return signing.dumps([int(clock.seconds()), secrets.token_hex(8)], salt=SALT)


def read_stamp(stamp: str) -> tuple[float, str] | None:
    """Return (age in seconds, number used once), or None if it is not ours."""
    try:
        shown_at, nonce = signing.loads(stamp, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return clock.seconds() - shown_at, str(nonce)


def let_through_token(form_name: str) -> str:
    """Return what the coordination's own sending of a held-back form carries."""
    return signing.dumps([form_name, int(clock.seconds())], salt=f"{SALT}.through")


def _is_let_through(token: str, form_name: str) -> bool:
    try:
        name, at = signing.loads(token, salt=f"{SALT}.through")
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(name == form_name and clock.seconds() - at < STAMP_SECONDS)


class TrapInput(forms.TextInput):
    """A field people do not see and programs fill."""

    template_name = "core/trap.html"
    is_hidden = True
    input_type = "text"


class PublicForm(forms.Form):
    """A form that anybody may send: trap, minimum time, limits, sent once."""

    name: ClassVar[str] = ""
    limits: ClassVar[tuple[tuple[int, int], ...]] = ((60, 6), (3600, 60))

    homepage = forms.CharField(required=False, widget=TrapInput, label="")
    stamp = forms.CharField(required=False, widget=forms.HiddenInput, label="")

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["stamp"].initial = new_stamp
        self.nonce = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        through = _is_let_through(str(self.data.get(LET_THROUGH, "")), self.form_name())
        if not through:
            self._look_at_stamp(str(self.data.get(self.add_prefix("stamp"), "")))
            if not self.errors and not self._sent_to():
                self._look_at_sender()
        for ours in (TRAP, "stamp"):
            data.pop(ours, None)
        return data

    def form_name(self) -> str:
        """Return the name limits and quarantine know this form by."""
        return self.name or type(self).__name__

    def _look_at_stamp(self, stamp: str) -> None:
        strict = getattr(settings, "GUARD_STRICT", True)
        known = read_stamp(stamp)
        if known is None or known[0] > STAMP_SECONDS:
            if strict:
                self._restamp()
                self.add_error(None, _("This form was open for long. Send it again."))
            return
        age, self.nonce = known
        if strict and age < MINIMUM_SECONDS:
            sentence = _("That was very quick. Look over it and send it again.")
            self.add_error(None, sentence)

    def _look_at_sender(self) -> None:
        if self.data.get(self.add_prefix(TRAP)):
            self._hold_back()
            return
        try:
            limit(self.request, f"form:{self.form_name()}", limits=self.limits)
        except Refusal as refusal:
            self.add_error(None, refusal.sentence)

    def _hold_back(self) -> None:
        try:
            limit(self.request, "quarantine", limits=((3600, 10),))
        except Refusal as refusal:
            self.add_error(None, refusal.sentence)
            return
        unwanted = {"csrfmiddlewaretoken", TRAP, "stamp", LET_THROUGH}
        kept = {
            key: [str(value)[:2000] for value in self._values(key)]
            for key in self.data
            if key not in unwanted
        }
        for keeper in _keepers:
            keeper(request=self.request, form_name=self.form_name(), data=kept)
        phone = getattr(self.request.centre, "phone", "")
        sentence = gettext(
            "We look at this by hand first, because it looks like a machine's message."
        )
        if phone:
            sentence += " " + gettext("If it cannot wait, call %(phone)s.") % {
                "phone": phone
            }
        self.add_error(None, sentence)

    def _values(self, key: str) -> list[Any]:
        if isinstance(self.data, QueryDict):
            return list(self.data.getlist(key))
        return [self.data[key]]

    def _restamp(self) -> None:
        """Give the form that comes back a stamp of its own."""
        data = QueryDict(mutable=True)
        for key in self.data:
            data.setlist(key, self._values(key))
        data[self.add_prefix("stamp")] = new_stamp()
        self.data = data

    def _sent_to(self) -> str:
        if not self.nonce:
            return ""
        return str(cache.get(f"sent:{self.form_name()}:{self.nonce}") or "")

    def earlier(self) -> str:
        """
        Return where the first sending of this very form led, or nothing.

        Of two that arrive together, the second waits up to two seconds for the first.
        """
        if not self.nonce:
            return ""
        first = cache.add(f"claim:{self.form_name()}:{self.nonce}", 1, timeout=10)
        for _try in range(0 if first else 20):
            if self._sent_to():
                break
            time.sleep(0.1)
        return self._sent_to()

    def done(self, url: str) -> str:
        """Remember where this sending led for an hour, and return it."""
        if self.nonce:
            cache.set(f"sent:{self.form_name()}:{self.nonce}", url, REMEMBER_SECONDS)
        return url


def hidden_fields(data: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """Return the fields of a held-back form, one pair per value."""
    return [(key, value) for key, values in data.items() for value in values]
