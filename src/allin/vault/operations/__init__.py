"""Sealing, reading with a purpose, agreeing, forgetting."""

from allin.vault.operations.consents import (
    allowed,
    consents,
    give_consent,
    withdraw_consent,
)
from allin.vault.operations.drafts import (
    drop_dead_drafts,
    drop_draft,
    keep_draft,
    open_draft,
)
from allin.vault.operations.keys import rotate
from allin.vault.operations.subjects import (
    erase,
    erase_overdue,
    exists,
    keep_ledger,
    keep_until,
    kept_among,
    new_subject,
    read,
    read_each,
    replay_ledger,
    seal,
    seal_all,
)
from allin.vault.operations.words import open_words, seal_words

__all__ = [
    "allowed",
    "consents",
    "drop_dead_drafts",
    "drop_draft",
    "erase",
    "erase_overdue",
    "exists",
    "give_consent",
    "keep_draft",
    "keep_ledger",
    "keep_until",
    "kept_among",
    "new_subject",
    "open_draft",
    "open_words",
    "read",
    "read_each",
    "replay_ledger",
    "rotate",
    "seal",
    "seal_all",
    "seal_words",
    "withdraw_consent",
]
