import datetime as dt
import json
from typing import Any, cast

from django.db import transaction

from allin.vault import clients, rules
from allin.vault.models import Draft

LIFE = dt.timedelta(hours=24)
TABLE = "vault_draft"


@transaction.atomic
def keep_draft(
    *,
    key: str,
    data: dict[str, Any],
    now: dt.datetime,
    dies_at: dt.datetime | None = None,
) -> None:
    """
    Keep what somebody is typing, for 24 hours.

    :param key: who and which form, such as "session:refer"; unguessable
    :param dies_at: when it goes, if that is earlier than in 24 hours
    """
    ring = clients.keyring()
    own = rules.new_key()
    text = json.dumps(data, ensure_ascii=False)
    Draft.objects.update_or_create(
        key=key,
        defaults={
            "wrapped_key": rules.wrap(own, under=ring.key),
            "key_version": ring.current,
            "sealed": rules.seal(
                text, key=own, bound_to=rules.place(TABLE, key, "data")
            ),
            "dies_at": min(dies_at or now + LIFE, now + LIFE),
        },
    )


def open_draft(*, key: str, now: dt.datetime) -> dict[str, Any] | None:
    """Return what was typed, or None when there is nothing or a day has passed."""
    draft = Draft.objects.filter(key=key, dies_at__gt=now).first()
    if draft is None:
        return None
    try:
        own = rules.unwrap(
            bytes(draft.wrapped_key), under=clients.keyring().keys[draft.key_version]
        )
        text = rules.unseal(
            bytes(draft.sealed), key=own, bound_to=rules.place(TABLE, key, "data")
        )
    except (rules.DoesNotOpenError, KeyError):
        return None
    return cast("dict[str, Any]", json.loads(text))


@transaction.atomic
def drop_draft(*, key: str) -> None:
    """Forget a draft and its key; none is fine."""
    Draft.objects.filter(key=key).delete()


@transaction.atomic
def drop_dead_drafts(*, now: dt.datetime) -> int:
    """Forget every draft whose day is over; return how many."""
    return int(Draft.objects.dead(now).delete()[0])
