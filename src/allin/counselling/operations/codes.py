"""Codes and PINs: short enough to read aloud, worth nothing to who finds one."""

import random
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.counselling import rules
from allin.counselling.models import Pin, Referral, Slip

# The operating system's own chance. The demo brings a seeded one, so that the same
# seed gives the same rows.
CHANCE: Final[random.Random] = random.SystemRandom()
_SALT: Final = "allin.counselling.pin"
_TRIES: Final = 200


def new_code(centre_id: int, chance: random.Random = CHANCE) -> str:
    """
    Return a code nobody in the centre has, be it a slip's or a referral's.

    The constraints decide if two are drawn in the same moment.
    """
    for _try in range(_TRIES):
        numbers = [chance.randrange(10_000) for _place in range(5)]
        a, b, c, d, e = numbers
        code = rules.spell((a, b, c, d, e))
        here = {"centre_id": centre_id, "code": code}
        if not (
            Referral.objects.filter(**here).exists()
            or Slip.objects.filter(**here).exists()
        ):
            return code
    raise Refusal(_("There is no free code at the moment. Try again in a minute."))


def new_pin(chance: random.Random = CHANCE) -> str:
    """Return six digits."""
    return f"{chance.randrange(10**rules.PIN_LENGTH):0{rules.PIN_LENGTH}}"


def digest(pin: str, about: str) -> str:
    """
    Return the keyed digest of a PIN; the key lies outside the database.

    :param about: what it opens, such as "referral:7:person"; bound into the digest
    """
    return salted_hmac(f"{_SALT}:{about}", pin, algorithm="sha256").hexdigest()


def give_pin(*, referral: Referral, whose: str, chance: random.Random = CHANCE) -> str:
    """This will replace the PIN of the person or the sender, and return the new one."""
    pin = new_pin(chance)
    given = Pin(
        referral=referral, whose=whose, digest=digest(pin, _about(referral.pk, whose))
    )
    Pin.objects.bulk_create(
        [given],
        update_conflicts=True,
        unique_fields=("referral", "whose"),
        update_fields=("digest", "tries"),
    )
    return pin


def _about(referral_id: int, whose: str) -> str:
    return f"referral:{referral_id}:{whose}"


def fits(pin: Pin, typed: str) -> bool:
    """Whether `typed` is this PIN. Takes as long for a wrong one."""
    typed = "".join(sign for sign in typed if sign.isdigit())
    expected = digest(typed, _about(pin.referral_id, pin.whose))
    return constant_time_compare(pin.digest, expected)
