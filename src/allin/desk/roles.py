"""What a role is called, and how the session remembers the one somebody acts in."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from allin.core import people
from allin.core.people import Person, Role
from allin.directory.models import Association, Partner

LABELS: Final[dict[str, Promise]] = {
    people.COORDINATOR: _("Coordination"),
    people.DEPUTY: _("Deputy"),
    people.AUDITOR: _("Auditor"),
    people.CITY: _("City"),
    people.FUNDER: _("Funder"),
    people.PROTECTION: _("Data protection"),
    people.BOARD: _("Board"),
    people.REFERRER: _("Referring service"),
    people.PARTNER: _("Programme partner"),
    people.VOLUNTEER: _("Volunteer"),
}


def session_key(centre_id: int) -> str:
    """Return where the session keeps the chosen role of a centre."""
    return f"role:{centre_id}"


def code_of(role: Role) -> str:
    """Return how the session and a form name a role."""
    return f"{role.kind}:{role.of_id}"


def in_order(every: Iterable[Role]) -> list[Role]:
    """Return roles in the order of the house, the coordination first."""
    return sorted(every, key=lambda role: (people.KINDS.index(role.kind), role.of_id))


def role_of(person: Person) -> Role | None:
    """Return the one role the person acts in, or None for a stranger."""
    return next(iter(person.roles), None)


def label_of(role: Role) -> str:
    """Return what a role is called, with the association or partner it is for."""
    word = str(LABELS[role.kind])
    if not role.of_id or role.kind == people.VOLUNTEER:
        return word
    rows = Association.objects if role.kind == people.BOARD else Partner.objects
    name = (
        rows.filter(pk=role.of_id, centre_id=role.centre_id)
        .values_list("name", flat=True)
        .first()
    )
    if not name:
        return word
    return gettext("%(role)s, %(name)s") % {"role": word, "name": name}
