import pytest
from django import forms
from django.core.cache import cache
from django.test import RequestFactory

from allin.core import clock, guard


class Hello(guard.PublicForm):
    name = "hello"
    limits = ((60, 3),)
    greeting = forms.CharField()


@pytest.fixture(autouse=True)
def _strict(settings):
    settings.GUARD_STRICT = True
    cache.clear()


@pytest.fixture
def elapsed(monkeypatch):
    """Let seconds pass without waiting for them."""
    passed = [1_000_000.0]
    monkeypatch.setattr(clock, "seconds", lambda: passed[0])

    def wait(seconds):
        passed[0] += seconds

    return wait


@pytest.fixture
def held():
    kept = []
    guard.bind_quarantine(lambda **about: kept.append(about))
    yield kept
    guard._keepers.clear()


@pytest.fixture
def send(elapsed, kassel):
    def sending(after=10, address="10.0.0.1", stamp=None, **fields):
        request = RequestFactory().post("/", REMOTE_ADDR=address)
        request.centre = kassel
        stamp = stamp or guard.new_stamp()
        elapsed(after)
        return Hello({"greeting": "Hallo", "stamp": stamp, **fields}, request=request)

    return sending


def test_a_person_who_reads_and_writes_gets_through(send):
    form = send()

    assert form.is_valid()
    assert form.cleaned_data == {"greeting": "Hallo"}


def test_what_is_sent_at_once_comes_back_filled_and_goes_through_later(send, elapsed):
    form = send(after=0)
    assert not form.is_valid()
    assert "sehr schnell" in form.non_field_errors()[0]
    assert 'value="Hallo"' in str(form["greeting"])

    assert send(after=5, stamp=form["stamp"].value()).is_valid()


def test_a_form_without_our_stamp_comes_back_with_one(send):
    form = send(stamp="forged")
    assert not form.is_valid()

    assert send(stamp=form["stamp"].value()).is_valid()


def test_a_form_left_open_for_three_days_loses_nothing(send):
    form = send(after=3 * 24 * 3600)

    assert "noch da" in form.non_field_errors()[0]
    assert 'value="Hallo"' in str(form["greeting"])


def test_a_flood_from_one_address_is_refused_with_a_telephone_number(send, kassel):
    kassel.phone = "0561 7870"
    for _time in range(3):
        assert send(after=3).is_valid()

    assert "0561 7870" in send(after=3).non_field_errors()[0]
    assert send(after=3, address="10.0.0.2").is_valid()
    assert send(after=130).is_valid()


def test_what_fills_the_trap_is_held_back_and_told_so(send, held):
    form = send(homepage="https://spam.example")

    assert not form.is_valid()
    assert "von Hand" in form.non_field_errors()[0]
    assert [one["data"] for one in held] == [{"greeting": ["Hallo"]}]


def test_what_the_coordination_lets_through_goes_through(send, held):
    form = send(homepage="x", let_through=guard.let_through_token("hello"))

    assert form.is_valid()
    assert held == []


def test_a_form_sent_twice_leads_to_the_same_page(send):
    first = send()
    assert first.is_valid()
    assert first.earlier() == ""
    first.done("/slip/K7-4M2/")

    again = send(stamp=first["stamp"].value())
    assert again.is_valid()
    assert again.earlier() == "/slip/K7-4M2/"


def test_the_address_is_not_kept_in_the_cache(send):
    send().is_valid()

    assert not any("10.0.0.1" in key for key in cache._cache)
