"""How an entry becomes a link of the chain. Pure; the database computes the same."""

import datetime as dt
import hashlib

GENESIS = ""


def payload(
    *,
    at: dt.datetime,
    actor: int | None,
    verb: str,
    thing: str,
    thing_id: str,
    detail: str,
) -> str:
    """Return what is hashed of an entry: everything but its place in the chain."""
    moment = at.astimezone(dt.UTC).isoformat()
    who = "" if actor is None else str(actor)
    return f"{moment}\x1f{who}\x1f{verb}\x1f{thing}\x1f{thing_id}\x1f{detail}"


def link(previous: str, words: str) -> str:
    """Return the hash of an entry from the one before it."""
    return hashlib.sha256((previous + words).encode()).hexdigest()
