"""Setting a programme up from a template."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory import operations as directory
from allin.directory.models import Partner, Programme
from allin.programmes.models import Setup
from allin.programmes.operations.keeping import check_plan, keep, note
from allin.programmes.rules import settings as rules


@transaction.atomic
def set_up(
    *,
    centre: Centre,
    template: str,
    name: str = "",
    partner: Partner | None = None,
    about: str = "",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    programme: Programme | None = None,
    settings: Mapping[str, int] | None = None,
    by: Person,
    now: dt.datetime,
) -> Setup:
    """
    This will make a programme ready to be worked with, from a template.

    :param programme: one that is in the catalogue already; else `name`, `partner`,
        `about` and the two days enter a new one
    :param settings: the template's numbers; what is left out has its usual value
    :raises Refusal: not the coordination, already set up, a name that is taken, a
        number that is unknown or out of its bounds
    Source: docs/rules.md#R-P1
    """
    check_plan(centre, by)
    if programme is not None and programme.centre_id != centre.pk:
        raise Refusal(_("There is no such programme here."), field="programme")
    if partner is not None and partner.centre_id != centre.pk:
        raise Refusal(_("There is no such partner here."), field="partner")
    numbers = checked(template, settings or {})
    if programme is None:
        programme = directory.enter_programme(
            centre=centre,
            name=name.strip(),
            partner=partner,
            about=about.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
            by=by,
            now=now,
        )
    if Setup.objects.filter(programme=programme).exists():
        raise Refusal(_("This programme is set up already."), field="programme")
    setup = Setup(
        centre=centre,
        programme=programme,
        template=template,
        settings=numbers,
        set_up_at=now,
    )
    keep(setup)
    note("set_up", setup, by=by, now=now, detail=template)
    return setup


@transaction.atomic
def change_settings(
    *, setup: Setup, settings: Mapping[str, int], by: Person, now: dt.datetime
) -> Setup:
    """
    This will change some of a programme's numbers; the others stay.

    :raises Refusal: as for `set_up`
    """
    check_plan(setup.centre, by)
    kept: dict[str, object] = dict(setup.settings)
    given = {key: kept.get(key) for key in rules.of(setup.template) if key in kept}
    known = {key: value for key, value in given.items() if isinstance(value, int)}
    setup.settings = kept | checked(setup.template, known | dict(settings))
    keep(setup)
    note("change_settings", setup, by=by, now=now)
    return setup


def checked(template: str, given: Mapping[str, int]) -> dict[str, int]:
    """Return a template's numbers, the usual ones for those not given."""
    known = rules.of(template)
    for key, value in given.items():
        if key not in known:
            raise Refusal(_("This programme has no such setting."))
        one = known[key]
        if not one.least <= value <= one.most:
            raise Refusal(
                _("%(label)s: enter a number from %(least)d to %(most)d.")
                % {"label": one.label, "least": one.least, "most": one.most},
                field=key,
            )
    return {key: given.get(key, one.usual) for key, one in known.items()}
