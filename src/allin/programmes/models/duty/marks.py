"""Keyed digests: what recognises a row again without saying whose it is."""

from typing import Final

from django.utils.crypto import salted_hmac

_SALT: Final = "allin.programmes.duty"


def digest(kind: str, about: str) -> str:
    """Return a keyed digest; without the key nobody makes it or goes back from it."""
    return salted_hmac(f"{_SALT}.{kind}", about, algorithm="sha256").hexdigest()


def mark_of(programme_id: int, volunteer_id: int) -> str:
    """Return what a volunteer's row on a roster is known by."""
    return digest("mark", f"{programme_id}:{volunteer_id}")
