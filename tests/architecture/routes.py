"""Every address of the house, and how to ask for it in a furnished centre."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from allin.accounts import operations as accounts
from allin.volunteers.models import Volunteer
from tests import furnish_enquiries as groups
from tests import furnish_festival as festival
from tests import furnish_pathways as pathways
from tests.council import house as council
from tests.furnish_duty import duty_places
from tests.reports import house as dossiers
from tests.support import house as support

# Third parties' pages under accounts/ have their own tests; files have none to see.
FOREIGN = ("account_", "mfa_", "headless_", "socialaccount_")


def every():
    """Return name -> names of its parameters, for every address of our own."""
    found = {}
    _walk(get_resolver().url_patterns, "", (), found)
    return {
        name: parameters
        for name, parameters in sorted(found.items())
        if not name.startswith(FOREIGN) or name == "account_second_factor"
    }


def _walk(patterns, space, above, found):
    for pattern in patterns:
        named = getattr(pattern.pattern, "regex", None)
        own = (*above, *(named.groupindex if named else pattern.pattern.converters))
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace
            _walk(pattern.url_patterns, f"{inner}:" if inner else space, own, found)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name"
            found[f"{space}{pattern.name}"] = own


def arguments(name, parameters, things):
    """Return what stands in the address of a thing that is really there."""
    special = _special(things).get(name)
    if special is not None:
        return special
    values = _by_parameter(things)
    return {one: values[one] for one in parameters}


def _by_parameter(things):
    return (
        support.parameters(things)
        | council.parameters(things)
        | festival.parameters(things)
        | pathways.parameters(things)
        | {
            "association_id": things.association.pk,
            "assignment_id": things.assignment.pk,
            "address_id": things.address.pk,
            "amount_id": things.line.amounts.get().pk,
            "application_id": things.application.pk,
            "award_id": things.award.pk,
            "advice_hour_id": things.advice_hour.pk,
            "away_id": things.away.pk,
            "booking_id": things.booking.pk,
            "certificate_id": things.certificate.pk,
            "closure_id": things.closure.pk,
            "code": things.slip.code,
            "enquiry_id": things.enquiry.pk,
            "equipment_id": things.equipment.pk,
            "exception_id": things.exception.pk,
            "grant_id": things.grant.pk,
            "held_id": things.held.pk,
            "hour_id": things.hour.pk,
            "hours_id": things.hours.pk,
            "interest_id": things.interest.pk,
            "invitation_id": things.invitation.pk,
            "kind": "csv",
            "key": "derya",
            "letter_id": things.letter.pk,
            "line_id": things.line.pk,
            "membership_id": things.membership.pk,
            "occasion_id": things.occasion.pk,
            "offer_id": things.offer.pk,
            "other_id": things.other_association.pk,
            "partner_id": things.partner.pk,
            "position_id": things.position.pk,
            "post_id": things.post.pk,
            "programme_id": things.setup.programme_id,
            "referral_id": things.waiting.pk,
            "report_id": things.report.pk,
            "dossier_id": things.dossier.pk,
            "link_id": things.dossier_link.pk,
            "rate_id": things.rate.pk,
            "tongue": "de",
            "room_id": things.room.pk,
            "series_id": things.series.pk,
            "session_id": things.session.pk,
            "task_id": "00000000-0000-0000-0000-000000000000",
            "target": "associations",
            "template": "seminars",
            "text_id": things.text.pk,
            "token": things.address.token,
            "upload_id": things.upload.pk,
            "volunteer_id": things.volunteer.pk,
            "whom": f"v{things.volunteer.pk}",
        }
    )


def _special(things):
    taken = {"referral_id": things.taken.pk}
    link = {"token": accounts.token_of(things.invitation)}
    return (
        groups.addresses(things)
        | council.special(things)
        | pathways.special(things)
        | festival.special(things)
        | {
            "accounts:join": link,
            **duty_places(things),
            "accounts:renew": link,
            "centres:legal": {"kind": "imprint"},
            "counselling:answer": {"token": f"answer-{things.taken.centre.slug}"},
            "counselling:appointment": taken,
            "counselling:cancel_appointment": taken,
            "counselling:move_appointment": taken,
            "counselling:give_back": taken,
            "counselling:give_pin": taken,
            "counselling:open_person": taken,
            "funding:withdraw": {"kind": "award", "entry_id": things.award.pk},
            "programmes:certificate": {"code": things.earned.code},
            "programmes:registration": {"code": things.registration.code},
            **dossiers.addresses(things),
            "rooms:open_address": {"room_id": things.room.pk, "kind": "door"},
            "rooms:revoke": {"address_id": things.door.pk},
            "rooms:door": {"token": things.door.token},
            "rooms:feed": {"token": things.feed.token},
            "volunteers:check": {"code": f"CHK2-4QXT-{things.taken.centre.pk:04}"},
            "volunteers:mine_end": {"how": "leave"},
            "volunteers:interest": {"code": f"K7M2-4QXT-{things.taken.centre.pk:04}"},
            "volunteers:mine_by": {"token": f"own-{things.taken.centre.slug}"},
            "volunteers:feed": {
                "token": Volunteer.objects.get(pk=things.volunteer.pk).feed_token
            },
        }
    )


def address(name, parameters, things):
    """Return the address of a route, within the centre."""
    return reverse(name, kwargs=arguments(name, parameters, things))
