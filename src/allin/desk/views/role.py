from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from allin.core.http import Request, requires
from allin.core.people import Centre, Person, Role
from allin.desk import roles


def can_change_role(person: Person, centre: Centre | None) -> bool:
    """Whether the person is anything here at all."""
    return centre is not None and bool(person.roles)


@requires(can_change_role)
def role(request: Request) -> HttpResponse:
    """Change the role the person acts in; the page's frame says which."""
    every = _every(request)
    if request.method == "POST":
        chosen = request.POST.get("role", "")
        if chosen not in {roles.code_of(one) for one in every}:
            raise Http404
        request.session[roles.session_key(request.centre.pk)] = chosen
        return HttpResponseRedirect(reverse("desk:first"))
    choices = [(roles.code_of(one), roles.label_of(one)) for one in every]
    return render(request, "desk/role.html", {"choices": choices})


def _every(request: Request) -> list[Role]:
    return roles.in_order({*request.person.roles, *request.person.others})
