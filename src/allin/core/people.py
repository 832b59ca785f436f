"""Who asks. Rooms below `accounts` know people by these shapes only."""

from dataclasses import dataclass, field
from typing import Final, Protocol

# accounts grants these
COORDINATOR: Final = "coordinator"
DEPUTY: Final = "deputy"
AUDITOR: Final = "auditor"
CITY: Final = "city"
FUNDER: Final = "funder"
PROTECTION: Final = "protection"  # data-protection officer
# directory grants these; `of_id` is the association or the partner
BOARD: Final = "board"
REFERRER: Final = "referrer"
PARTNER: Final = "partner"
# volunteers grants this; `of_id` is the volunteer
VOLUNTEER: Final = "volunteer"

KINDS: Final = (
    COORDINATOR, DEPUTY, AUDITOR, CITY, FUNDER, PROTECTION,
    BOARD, REFERRER, PARTNER, VOLUNTEER,
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Role:
    """
    One thing a person is, in one centre.

    :param kind: one of KINDS
    :param centre_id: the centre it holds for
    :param of_id: the association, partner or volunteer it is about; 0 for none
    """

    kind: str
    centre_id: int
    of_id: int = 0


class Centre(Protocol):
    """What a room needs to know of the tenant without importing it."""

    @property
    def pk(self) -> int: ...
    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def zone(self) -> str: ...


class Person(Protocol):
    """Whoever asks: signed in or a stranger."""

    @property
    def id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> frozenset[Role]: ...
    @property
    def centre_ids(self) -> frozenset[int]: ...
    def holds(self, *kinds: str, centre_id: int, of_id: int | None = None) -> bool: ...
    def ids_of(self, kind: str, *, centre_id: int) -> frozenset[int]: ...


@dataclass(frozen=True)
class Visitor:
    """
    A person as a request sees them, with the roles they act in right now.

    Somebody with several roles picks one; `roles` then holds that one only, and
    `others` what they could change to.
    """

    id: int | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset()
    others: tuple[Role, ...] = field(default=(), compare=False)

    @property
    def centre_ids(self) -> frozenset[int]:
        return frozenset(role.centre_id for role in self.roles)

    def holds(self, *kinds: str, centre_id: int, of_id: int | None = None) -> bool:
        """Whether any of `kinds` is held in the centre (for that thing, if named)."""
        return any(
            role.kind in kinds
            and role.centre_id == centre_id
            and (of_id is None or role.of_id == of_id)
            for role in self.roles
        )

    def ids_of(self, kind: str, *, centre_id: int) -> frozenset[int]:
        """Return the associations, partners or volunteers the person is `kind` for."""
        return frozenset(
            role.of_id
            for role in self.roles
            if role.kind == kind and role.centre_id == centre_id
        )


STRANGER: Final = Visitor()
