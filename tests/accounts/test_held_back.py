import pytest
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from allin.accounts.models import HeldBack, User
from allin.config import urls
from allin.core.guard import PublicForm
from allin.vault.models import Draft

said = []


class NoteForm(PublicForm):
    name = "note"
    note = forms.CharField()


def note(request):
    form = NoteForm(request.POST or None, request=request)
    if form.is_valid():
        said.append(form.cleaned_data["note"])
        return redirect("desk:first")
    return HttpResponse(str(form))


urlpatterns = [*urls.urlpatterns, path("healthz/note/", note), path("x/", include([]))]


@pytest.fixture
def held(client, kassel, elsewhere, settings):
    settings.ROOT_URLCONF = __name__
    said.clear()
    client.post(
        "/kassel/healthz/note/", {"note": "Hallo <b>", "homepage": "spam.example"}
    )
    return HeldBack.objects.get()


def test_what_a_program_sent_waits_sealed(held):
    assert said == []
    assert b"Hallo" not in bytes(Draft.objects.get().sealed)


def test_the_coordination_reads_it_and_lets_it_through(held, sign_in, derya):
    client = sign_in(derya)
    page = client.get(f"/kassel/team/held/{held.pk}/").content.decode()
    assert "Hallo &lt;b&gt;" in page
    token = page.split('name="let_through" value="')[1].split('"')[0]

    client.post(held.path, {"note": "Hallo <b>", "let_through": token})

    assert said == ["Hallo <b>"]


def test_off_the_list_it_is_forgotten(held, sign_in, derya):
    sign_in(derya).post(f"/kassel/team/held/{held.pk}/drop/")

    assert not Draft.objects.exists()
    assert not HeldBack.objects.waiting(held.centre, held.came_at).exists()


def test_another_centre_sees_nothing_of_it(
    held, sign_in, elsewhere, foreign_coordinator
):
    client = sign_in(User.objects.get(pk=foreign_coordinator.id))
    page = client.get("/elsewhere/team/held/").content.decode()

    assert "note" not in page.split("<main")[1]
    assert client.get(f"/elsewhere/team/held/{held.pk}/").status_code == 404
