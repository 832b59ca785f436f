"""
Whom a letter goes to. The outbox stores `(kind, id)` and never an address.

The room that knows the person binds a resolver in `config.recipients`; the address is
asked for at the moment of delivery, so an erased person simply has none.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Recipient:
    """Where and how to write to somebody: address and language."""

    address: str
    language: str = "de"


Resolver = Callable[[int], Recipient | None]

_resolvers: dict[str, Resolver] = {}


def bind(kind: str, resolver: Resolver) -> None:
    """Bind a recipient kind such as "accounts.user" to the function that knows them."""
    _resolvers[kind] = resolver


def find(kind: str, recipient_id: int) -> Recipient | None:
    """Return how to write to them, or None when they are gone or have no address."""
    resolver = _resolvers.get(kind)
    return resolver(recipient_id) if resolver is not None else None
