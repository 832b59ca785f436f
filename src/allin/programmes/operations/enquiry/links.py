"""
Links that open one enquiry: the group's by code, a guide's, the partner's.

The guide's and the partner's are signed and stored nowhere. What they open names no
person: institution, size, languages, dates.
"""

import random
from typing import Final

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.centres.operations import link
from allin.core.errors import Refusal
from allin.programmes.models import Enquiry
from allin.programmes.rules import enquiry as rules
from allin.volunteers.models import Volunteer

_GUIDE = Signer(salt="programmes.enquiry.guide")
_PARTNER = Signer(salt="programmes.enquiry.partner")
_TRIES = 20
# The operating system's own chance. The demo brings a seeded one.
CHANCE: Final[random.Random] = random.SystemRandom()


def new_code(centre: Centre, chance: random.Random = CHANCE) -> str:
    """Return a code no enquiry of the centre has; about 56 bits of chance."""
    for _try in range(_TRIES):
        code = rules.spell(chance.randbytes(rules.CODE_LENGTH))
        if not Enquiry.objects.of(centre).filter(code=code).exists():
            return code
    raise Refusal(_("There is no free code at the moment. Try again in a minute."))


def by_code(centre: Centre, code: str) -> Enquiry | None:
    """Return the enquiry a code opens, whatever stands between its signs."""
    tidy = rules.tidy(code[:40])
    if len(tidy) != rules.CODE_LENGTH:
        return None
    found: Enquiry | None = Enquiry.objects.of(centre).told().filter(code=tidy).first()
    return found


def _token(signer: Signer, *parts: int) -> str:
    return signer.sign(".".join(map(str, parts))).replace(":", "~")


def _read(signer: Signer, token: str) -> tuple[int, int] | None:
    try:
        first, _dot, second = signer.unsign(token.replace("~", ":")).partition(".")
        return int(first), int(second)
    except (BadSignature, ValueError):
        return None


def guide_url(enquiry: Enquiry, volunteer: Volunteer) -> str:
    """Return the whole address where one guide says yes."""
    token = _token(_GUIDE, enquiry.pk, volunteer.pk)
    return link(enquiry.centre, "programmes:claim", token)


def by_guide_token(centre: Centre, token: str) -> tuple[Enquiry, Volunteer] | None:
    """Return what a guide's link opens, or None for a void or invented one."""
    read = _read(_GUIDE, token)
    if read is None:
        return None
    enquiry = Enquiry.objects.of(centre).told().filter(pk=read[0]).first()
    volunteer = (
        Volunteer.objects.standing()
        .filter(centre_id=centre.pk, pk=read[1])
        .select_related("centre", "association")
        .first()
    )
    return (enquiry, volunteer) if enquiry and volunteer else None


def partner_url(enquiry: Enquiry) -> str:
    """Return the whole address where the partner agrees, without an account."""
    token = _token(_PARTNER, enquiry.pk, enquiry.link)
    return link(enquiry.centre, "programmes:partner_answer", token)


def by_partner_token(centre: Centre, token: str) -> Enquiry | None:
    """Return what a partner's link opens; an older link opens nothing."""
    read = _read(_PARTNER, token)
    if read is None:
        return None
    found: Enquiry | None = (
        Enquiry.objects.of(centre).told().filter(pk=read[0], link=read[1]).first()
    )
    return found
