"""What speaks against asking a volunteer, as SQL expressions over one table."""

from functools import reduce
from operator import add

from django.db.models import BigIntegerField, Case, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import NullIf
from django.db.models.lookups import Exact

from allin.planning.asking import Reason
from allin.volunteers.rules import SUPERVISED, Need, quarter_of

WHOLE = 1_000_000  # `turn` counts in millionths


def reasons(need: Need) -> Combinable:
    """Build the mask of what speaks against each volunteer (planning.asking.Reason)."""
    return reduce(add, (*_hard(need), *_wishes(need)))


def had(need: Need) -> Case:
    """Build how many referrals were taken on in the quarter of the need."""
    return _this_quarter("had", need)


def turn(need: Need) -> Combinable:
    """
    Build what `planning.asking.in_turn` orders by; without a share, no value.

    (2 x had + 1) / share, with what newcomers are taken to have had.
    """
    had_or_credited = F("had_now") + _this_quarter("credit", need)
    return (had_or_credited * 2 + 1) * WHOLE / NullIf(F("share"), Value(0))


def _this_quarter(field: str, need: Need) -> Case:
    return Case(
        When(had_quarter=quarter_of(need.day), then=F(field)),
        default=Value(0),
        output_field=BigIntegerField(),
    )


def _bit(reason: Reason, condition: Q) -> Case:
    return Case(
        When(condition, then=Value(reason.value)),
        default=Value(0),
        output_field=BigIntegerField(),
    )


def _lacks(field: str, mask: int) -> Q:
    return Q(Exact(F(field).bitand(mask), 0))


def _hard(need: Need) -> list[Combinable]:
    found: list[Combinable] = [
        _bit(Reason.GONE, Q(left_on__isnull=False)),
        _bit(Reason.PAUSE, Q(paused_until__gte=need.day)),
        _bit(
            Reason.SECRECY,
            Q(confidentiality_until__isnull=True)
            | Q(confidentiality_until__lt=need.day),
        ),
        _bit(
            Reason.FULL,
            Q(share__gt=0, had_quarter=quarter_of(need.day), had__gte=F("share")),
        ),
    ]
    if need.excluded or need.excluded_people:
        found.append(
            _bit(
                Reason.EXCLUDED,
                Q(association_id__in=need.excluded) | Q(pk__in=need.excluded_people),
            )
        )
    if need.language:
        unspoken = _lacks("native", need.language) & _lacks("fluent", need.language)
        found.append(_bit(Reason.LANGUAGE, unspoken))
    if need.topic:
        other = _lacks("topics", need.topic) & ~Q(topics=0)
        found.append(_bit(Reason.TOPIC, other))
    if need.legal:
        able = Q(legal_level=SUPERVISED, guided_until__gte=need.day)
        found.append(
            Case(
                When(able, then=Value(0)),
                default=Value(Reason.LEGAL.value),
                output_field=BigIntegerField(),
            )
        )
    if need.declined:
        found.append(_bit(Reason.DECLINED, Q(pk__in=need.declined)))
    if need.asked:
        found.append(_bit(Reason.ASKED, Q(pk__in=need.asked)))
    return found


def _wishes(need: Need) -> list[Combinable]:
    found: list[Combinable] = []
    if need.gender:
        found.append(_bit(Reason.WISH_GENDER, ~Q(gender=need.gender)))
    if need.times:
        found.append(_bit(Reason.WISH_TIME, _lacks("available", need.times)))
    if need.district:
        elsewhere = ~Q(districts="") & ~Q(districts__contains=f"|{need.district}|")
        found.append(_bit(Reason.WISH_DISTRICT, elsewhere))
    return found
