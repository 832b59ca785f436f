import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.reports.models import Dossier, DossierLink
from allin.reports.operations.dossiers.making import note

TOKEN_BYTES, MOST_LINKS = 18, 40


@transaction.atomic
def give_link(
    *,
    dossier: Dossier,
    whom: str,
    until_on: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> DossierLink:
    """
    Give a link that opens a dossier without an account.

    :param whom: for whom it is
    :param until_on: the last day it opens; None: until it is revoked
    :raises Refusal: if that day is past, or a dossier has too many links
    Source: docs/rules.md#R-R9
    """
    if until_on is not None and until_on < now.astimezone(dossier.centre.tz).date():
        raise Refusal(_("This day is past. Choose a later one."), field="until_on")
    if dossier.links.filter(revoked_at__isnull=True).count() >= MOST_LINKS:
        raise Refusal(_("This dossier has 40 links. Revoke one first."))
    link = DossierLink.objects.create(
        centre_id=dossier.centre_id,
        dossier=dossier,
        whom=whom,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        until_on=until_on,
        given_at=now,
    )
    note("give_link", dossier, by, now)
    return link


@transaction.atomic
def revoke_link(*, link: DossierLink, by: Person, now: dt.datetime) -> DossierLink:
    """Revoke a link at once; for whom it was is forgotten."""
    if link.revoked_at is None:
        link.revoked_at, link.whom = now, ""
        link.save(update_fields=["revoked_at", "whom"])
        note("revoke_link", link.dossier, by, now)
    return link


@transaction.atomic
def open_link(*, centre: Centre, token: str, now: dt.datetime) -> DossierLink | None:
    """
    Return what a link opens, and remember the day; nothing else of the visitor.

    None for an unknown, a revoked and an expired one alike.
    """
    today = now.astimezone(centre.tz).date()
    link = (
        DossierLink.objects.of(centre)
        .opening(today)
        .filter(token=token)
        .select_related("dossier", "dossier__centre")
        .first()
    )
    if link is not None and link.opened_on != today:
        DossierLink.objects.filter(pk=link.pk).update(opened_on=today)
    return link
