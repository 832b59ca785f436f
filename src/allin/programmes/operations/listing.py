"""What a funder demands of the lists that are signed."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.pictures import Picture
from allin.programmes.models import ListHead, Setup
from allin.programmes.models.listhead import COLUMNS
from allin.programmes.operations.keeping import check_plan, keep, note


@transaction.atomic
def settle_list(
    *,
    setup: Setup,
    funder: str,
    columns: Sequence[str],
    logo: Picture | None = None,
    without_logo: bool = False,
    by: Person,
    now: dt.datetime,
) -> ListHead:
    """
    This will say whose money pays, as a programme's lists to sign show it.

    :param columns: keys of `COLUMNS`; unknown ones are left out
    :param logo: None: the one there is stays
    :param without_logo: take away the one there is
    :raises Refusal: not the coordination, a logo of nobody
    Source: docs/rules.md#R-P19
    """
    check_plan(setup.centre, by)
    head = ListHead.objects.of_programme(setup.programme).first() or ListHead(
        centre=setup.centre, programme=setup.programme
    )
    head.funder, head.changed_at = " ".join(funder.split()), now
    head.columns = [key for key, _label in COLUMNS if key in columns]
    if without_logo:
        head.logo, head.logo_kind = b"", ""
    if logo is not None:
        if not head.funder:
            raise Refusal(_("Whose logo is it? Enter the funder."), field="funder")
        head.logo, head.logo_kind = logo.data, logo.kind
    if not head.funder:
        head.logo, head.logo_kind = b"", ""
    keep(head)
    note("settle_list", head, by=by, now=now)
    return head
