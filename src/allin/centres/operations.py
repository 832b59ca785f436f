"""What happens to a centre: it is opened, settled, and writes its legal texts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import get_script_prefix, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from allin.centres import permissions, rules
from allin.centres.models import Centre, LegalText
from allin.centres.rules import document, drafts
from allin.core import record
from allin.core.errors import Refusal
from allin.core.people import Person


@dataclass(frozen=True)
class ConsentText:
    """A reviewed text, as it is shown: what was agreed to can be found again."""

    version: int
    language: str
    text: str


@transaction.atomic
def open_centre(
    *,
    name: str,
    slug: str = "",
    now: dt.datetime,
    address: str = "",
    phone: str = "",
    districts: Sequence[str] = (),
    land: str = "HE",
) -> Centre:
    """
    Open a centre with the four pages a new one starts with.

    :param slug: first segment of its addresses; made of the name if empty
    :raises Refusal: if the slug is taken or is a word the house uses itself
    Source: docs/rules.md#R-CE1
    """
    wanted = slugify(slug or name)[:40]
    if not wanted or wanted in RESERVED:
        raise Refusal(
            _("“%(slug)s” is used by the program itself. Choose another short name.")
            % {"slug": wanted or "-"},
            field="slug",
        )
    if Centre.objects.filter(slug=wanted).exists():
        raise Refusal(_("Another centre already has this address."), field="slug")
    return Centre.objects.create(
        slug=wanted,
        name=name,
        address=address,
        phone=phone,
        districts=list(districts),
        land=land,
        created_at=now,
    )


# The first segments of the house's own addresses can be nobody's short name.
RESERVED = frozenset({
    "accounts", "associations", "audit", "calendar", "centre", "check-up",
    "counselling", "demo", "directory", "find", "gallery", "handover", "healthz",
    "import", "jobs", "letters", "money", "motion", "programmes", "record", "report",
    "role", "rooms", "static", "support", "team", "today", "vault", "volunteers",
})  # fmt: skip


@transaction.atomic
def settle(
    *,
    centre: Centre,
    by: Person,
    now: dt.datetime,
    contact: Mapping[str, str] | None = None,
    districts: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    modules: Sequence[str] | None = None,
    numbers: Mapping[str, int] | None = None,
) -> Centre:
    """
    Change how the centre works; what is not given stays as it is.

    The record says which settings were changed, never to what.

    :param contact: any of name, short_name, address, phone (in kept form)
    :param numbers: by name from `rules.NUMBERS`, in the unit the name says
    :raises Refusal: if the person is not the coordinator, or a number is out of range
    Source: docs/rules.md#R-CE2, docs/rules.md#R-CE3, docs/rules.md#R-CE6
    """
    if not permissions.can_settle(by, centre):
        raise Refusal(_("Only the coordination changes this."))
    row: Centre = Centre.objects.select_for_update().get(pk=centre.pk)
    before = {name: getattr(row, name) for name in SETTLED}
    for field, value in (contact or {}).items():
        if field not in {"name", "short_name", "address", "phone"}:
            raise ValueError(field)
        setattr(row, field, value)
    if districts is not None:
        row.districts = list(dict.fromkeys(districts))
    if languages is not None:
        row.languages = list(dict.fromkeys([row.language, *languages]))
    if modules is not None:
        row.modules = [name for name in rules.ALL_MODULES if name in modules]
    if numbers is not None:
        row.settings = {**row.settings, **_within_range(numbers)}
    row.save()
    changed = [name for name in SETTLED if getattr(row, name) != before[name]]
    if changed:
        _note("settle", row, row.pk, ",".join(changed), by=by, now=now)
    return row


@transaction.atomic
def go_away(
    *,
    centre: Centre,
    away_from: dt.date,
    back_on: dt.date,
    urgent: str,
    by: Person,
    now: dt.datetime,
) -> None:
    """
    Say from when to when the coordination is away; who sends somebody reads it.

    :param back_on: the day it is there again, after `away_from` and after today
    :param urgent: where urgent matters go meanwhile, such as a service and its number
    :raises Refusal: if the person may not, or the days do not fit
    Source: docs/rules.md#R-CE7
    """
    if not permissions.can_say_who_is_away(by, centre):
        raise Refusal(_("Only the coordination changes this."))
    if back_on <= away_from:
        raise Refusal(_("The day of return comes after the first."), field="back_on")
    if back_on <= now.astimezone(centre.tz).date():
        raise Refusal(_("That day is over. Choose one to come."), field="back_on")
    Centre.objects.filter(pk=centre.pk).update(
        away_from=away_from, back_on=back_on, away_urgent=urgent
    )
    _note("go_away", centre, centre.pk, "", by=by, now=now)


@transaction.atomic
def come_back(*, centre: Centre, by: Person, now: dt.datetime) -> None:
    """
    End an absence, whether it has begun or not; doing it twice is fine.

    :raises Refusal: if the person may not
    Source: docs/rules.md#R-CE7
    """
    if not permissions.can_say_who_is_away(by, centre):
        raise Refusal(_("Only the coordination changes this."))
    ended = Centre.objects.filter(pk=centre.pk, back_on__isnull=False).update(
        away_from=None, back_on=None, away_urgent=""
    )
    if ended:
        _note("come_back", centre, centre.pk, "", by=by, now=now)


@transaction.atomic
def switch_on(*, centre: Centre, module: str, by: Person, now: dt.datetime) -> bool:
    """
    Give the centre the pages of a module it has work for; return whether it was off.

    Whoever may bring a list may see what it brought, so nobody is refused here.
    Source: docs/rules.md#R-CE1
    """
    row: Centre = Centre.objects.select_for_update().get(pk=centre.pk)
    if row.has(module) or module not in rules.ALL_MODULES:
        return False
    row.modules = [m for m in rules.ALL_MODULES if row.has(m) or m == module]
    row.save(update_fields=["modules"])
    _note("settle", row, row.pk, "modules", by=by, now=now)
    return True


SETTLED = (
    "name", "short_name", "address", "phone", "districts", "languages", "modules",
    "settings",
)  # fmt: skip


def _note(
    verb: str,
    centre: Centre,
    thing_id: int,
    detail: str,
    *,
    by: Person,
    now: dt.datetime,
    thing: str = "Centre",
) -> None:
    record.note(
        centre=centre,
        verb=f"centres.{verb}",
        thing=f"centres.{thing}",
        thing_id=thing_id,
        by=by,
        now=now,
        detail=detail,
    )


def _within_range(numbers: Mapping[str, int]) -> dict[str, int]:
    for name, value in numbers.items():
        rule = rules.BY_NAME[name]
        if not rule.least <= value <= rule.most:
            raise Refusal(
                _("This has to be between %(least)d and %(most)d.")
                % {"least": rule.least, "most": rule.most},
                field=name,
            )
    return dict(numbers)


@transaction.atomic
def write_text(
    *,
    centre: Centre,
    purpose: str,
    language: str,
    text: str,
    by: Person,
    now: dt.datetime,
) -> LegalText:
    """
    Write the next version of a legal text; it is not reviewed yet.

    :raises Refusal: if the person is not the coordinator, or the text is empty
    Source: docs/rules.md#R-CE4
    """
    if not permissions.can_settle(by, centre):
        raise Refusal(_("Only the coordination changes this."))
    if not text.strip():
        raise Refusal(_("The text is empty."), field="text")
    Centre.objects.select_for_update().get(pk=centre.pk)
    same = LegalText.objects.of(centre).filter(purpose=purpose, language=language)
    last = same.aggregate(last=Max("version"))["last"] or 0
    written: LegalText = LegalText.objects.create(
        centre=centre,
        purpose=purpose,
        language=language,
        version=last + 1,
        text=text,
        written_at=now,
    )
    detail = f"{purpose} {language} {written.version}"
    _note("write", centre, written.pk, detail, by=by, now=now, thing="LegalText")
    return written


@transaction.atomic
def review_text(
    *, text: LegalText, reviewer: str, by: Person, now: dt.datetime
) -> None:
    """
    Note that a speaker of the language has confirmed this version.

    :param reviewer: who confirmed it, by name; a machine is nobody
    :raises Refusal: if the person is not the coordinator, nobody is named, or a
        public page still has gaps in square brackets
    Source: docs/rules.md#R-CE4, docs/rules.md#R-CE5
    """
    if not permissions.can_settle(by, text.centre):
        raise Refusal(_("Only the coordination changes this."))
    if not reviewer.strip():
        raise Refusal(_("Write who reviewed the text."), field="reviewer")
    gaps = document.gaps_of(text.text) if text.purpose in rules.PUBLIC_PAGES else []
    if gaps:
        raise Refusal(
            _("This is still to be filled in: %(gap)s. Write a new version first.")
            % {"gap": gaps[0]}
        )
    reviewed = LegalText.objects.filter(pk=text.pk, reviewed_at__isnull=True).update(
        reviewed_at=now, reviewed_by_name=reviewer.strip()[:120]
    )
    if reviewed:
        detail = f"{text.purpose} {text.language} {text.version}"
        _note("review", text.centre, text.pk, detail, by=by, now=now, thing="LegalText")


def start_of(centre: Centre, purpose: str, language: str) -> str:
    """Return what the editor starts with: the newest version, or else a draft."""
    same = LegalText.objects.of(centre).filter(purpose=purpose, language=language)
    newest = same.order_by("-version").values_list("text", flat=True).first()
    if newest is not None:
        return str(newest)
    return drafts.draft_of(
        purpose,
        language,
        {
            "name": centre.name,
            "address": centre.address or "[…]",
            "phone": centre.phone_shown or "[…]",
            "unaccepted": centre.number("keep_unaccepted_days"),
            "closed": centre.number("keep_closed_days"),
        },
    )


def public_page(centre: Centre, purpose: str, language: str) -> ConsentText | None:
    """Return a public page's text in a language, or else in the centre's own."""
    return consent_text(centre, purpose, language) or consent_text(
        centre, purpose, centre.language
    )


def missing_pages(centre: Centre) -> list[str]:
    """Return what the public pages without a text in the centre's language are."""
    written = set(
        LegalText.objects.of(centre)
        .reviewed()
        .filter(purpose__in=rules.PUBLIC_PAGES, language=centre.language)
        .values_list("purpose", flat=True)
    )
    names = dict(rules.PURPOSES)
    return [str(names[page]) for page in rules.PUBLIC_PAGES if page not in written]


def link(centre: Centre, name: str, *args: object) -> str:
    """
    Return the whole address of a page of this centre, for letters.

    :param name: a URL name; works in a request of any centre and in jobs
    """
    prefix = get_script_prefix()
    path = reverse(name, args=args).removeprefix(prefix)
    if centre.host:
        scheme = "https" if settings.SECURE else "http"
        return f"{scheme}://{centre.host}/{path}"
    alone = Centre.objects.count() == 1
    return f"{settings.ADDRESS}/{'' if alone else centre.slug + '/'}{path}"


def consent_text(centre: Centre, purpose: str, language: str) -> ConsentText | None:
    """
    Return the newest reviewed text, or None when no version was ever reviewed.

    A newer version that is not reviewed yet does not take the place of a reviewed one.
    Source: docs/rules.md#R-CE4
    """
    row = (
        LegalText.objects.of(centre)
        .reviewed()
        .filter(purpose=purpose, language=language)
        .order_by("-version")
        .first()
    )
    return ConsentText(row.version, row.language, row.text) if row else None


def consent_languages(centre: Centre, purpose: str) -> list[str]:
    """Return the languages a reviewed text for this purpose exists in, sorted."""
    return sorted(
        LegalText.objects.of(centre)
        .reviewed()
        .filter(purpose=purpose)
        .values_list("language", flat=True)
        .distinct()
    )
