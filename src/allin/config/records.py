"""The page that shows who did what, and whether the record still holds."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from allin.accounts.models import User
from allin.audit import operations as audit
from allin.audit.models import Entry
from allin.core import people
from allin.core.http import Request, requires
from allin.core.people import Centre, Person

A_PAGE = 30


def can_see_record(person: Person, centre: Centre | None) -> bool:
    """Whether the person may see who did what in the centre."""
    return centre is not None and person.holds(
        people.COORDINATOR,
        people.DEPUTY,
        people.AUDITOR,
        people.PROTECTION,
        centre_id=centre.pk,
    )


@requires(can_see_record)
def record(request: Request) -> HttpResponse:
    """Show the newest entries first; an erased person is a number."""
    own = Entry.objects.visible_to(request.person).filter(centre=request.centre)
    page = Paginator(own.order_by("-at", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    actors = {entry.actor for entry in page if entry.actor is not None}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=actors)}
    about = {
        "page": page,
        "lines": [(entry, names.get(entry.actor or 0, "")) for entry in page],
        "broken": audit.verify(request.centre) if "verify" in request.GET else None,
    }
    return render(request, "config/record.html", about)


urlpatterns = [path("record/", record, name="record")]
