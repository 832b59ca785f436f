"""The lists of a programme: what can be talked about, what can be lent."""

import datetime as dt

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.programmes.models import Kit, Setup, Theme
from allin.programmes.operations.keeping import check_plan, keep, note

LANGUAGES = ("de", "en", "ar")


@transaction.atomic
def enter_theme(
    *,
    setup: Setup,
    name_de: str,
    name_en: str = "",
    name_ar: str = "",
    handout: str = "",
    by: Person,
    now: dt.datetime,
) -> Theme:
    """
    This will add a theme to a programme's list, with its printed sheet.

    :raises Refusal: not the coordination, or there is one of this name
    """
    check_plan(setup.centre, by)
    told = zip(LANGUAGES, (name_de, name_en, name_ar), strict=True)
    key = slugify(name_de)[:40]
    if not key:
        raise Refusal(_("Write what the theme is called."), field="name_de")
    theme = Theme(
        centre=setup.centre,
        programme_id=setup.programme_id,
        key=key,
        names={language: name for language, name in told if name},
        handout=handout,
        position=Theme.objects.filter(programme_id=setup.programme_id).count(),
    )
    keep(theme)
    note("enter_theme", theme, by=by, now=now)
    return theme


@transaction.atomic
def end_theme(*, theme: Theme, by: Person, now: dt.datetime) -> None:
    """This will take a theme off the list; what was said of it stays. Twice is one."""
    check_plan(theme.centre, by)
    ended = Theme.objects.standing().filter(pk=theme.pk).update(ended_at=now)
    if ended:
        note("end_theme", theme, by=by, now=now)


@transaction.atomic
def enter_kit(
    *, setup: Setup, called: str, place: str = "", by: Person, now: dt.datetime
) -> Kit:
    """
    This will add a case of material that can be lent.

    :raises Refusal: not the coordination, or there is one of this name
    """
    check_plan(setup.centre, by)
    kit = Kit(
        centre=setup.centre,
        programme_id=setup.programme_id,
        called=called,
        place=place,
    )
    keep(kit)
    note("enter_kit", kit, by=by, now=now)
    return kit
