"""Codes and PINs: short enough to read aloud, worth nothing to who finds one."""

import hashlib
import random
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

from allin.volunteers import rules

# The operating system's own chance. The demo brings a seeded one, so that the same
# seed gives the same rows.
CHANCE: Final[random.Random] = random.SystemRandom()
_SALT: Final = "allin.volunteers"


def new_code(chance: random.Random = CHANCE) -> str:
    """Return a code such as "K7M2-4QXT-9PRS"; nobody guesses one of 30 ** 12."""
    signs = (chance.choice(rules.CODE_SIGNS) for _place in range(rules.CODE_LENGTH))
    return rules.tidy_code("".join(signs))


def new_pin(chance: random.Random = CHANCE) -> str:
    """Return six digits."""
    return f"{chance.randrange(10**rules.PIN_LENGTH):0{rules.PIN_LENGTH}}"


def hash_of(secret: str) -> str:
    """Return what is kept of a code or token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def mark_of(contact: str) -> str:
    """Return a mark of a contact that cannot be turned back; its key lies elsewhere."""
    return salted_hmac(f"{_SALT}.contact", contact, algorithm="sha256").hexdigest()


def digest(pin: str, about: str) -> str:
    """Return the keyed digest of a PIN, bound to what it opens."""
    return salted_hmac(f"{_SALT}.pin:{about}", pin, algorithm="sha256").hexdigest()


def fits(typed: str, *, kept: str, about: str) -> bool:
    """Return whether a PIN is the one kept. Takes as long for a wrong one."""
    digits = "".join(sign for sign in typed if sign.isdigit())
    return bool(kept) and constant_time_compare(kept, digest(digits, about))
