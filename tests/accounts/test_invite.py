import datetime as dt

import pytest

from allin.accounts import operations
from allin.accounts.models import Grant, Invitation, SecondFactorDuty, User
from allin.audit.operations import verify
from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of


@pytest.fixture
def invite(kassel, coordinator, now):
    def inviting(email="neu@allin.example", kind="deputy", name="Nina Neu", **more):
        about = {"centre": kassel, "by": coordinator, "now": now, **more}
        return operations.invite(email=email, name=name, kind=kind, **about)

    return inviting


def test_an_invited_deputy_has_the_role_and_must_prove_twice_who_they_are(invite):
    user = invite()

    assert Grant.objects.get(user=user).kind == "deputy"
    assert SecondFactorDuty.objects.filter(user=user).exists()


def test_inviting_twice_leaves_one_role_and_one_good_link(invite, now):
    assert invite() == invite()

    assert Grant.objects.filter(kind="deputy").count() == 1
    assert Invitation.objects.open(now).count() == 1


def test_a_known_address_takes_the_same_rows_and_keeps_its_name(
    invite, foreign_coordinator, elsewhere
):
    before = User.objects.get(pk=foreign_coordinator.id)

    known = invite(email=" FREMD@allin.example ", name="Wer Auchimmer")

    assert known == before
    assert known.name == "Frida Fremd"
    assert Invitation.objects.get(user=known).name == "Wer Auchimmer"


def test_nobody_but_the_coordination_gives_a_role(invite, foreign_coordinator):
    with pytest.raises(Refusal, match="Koordination"):
        invite(by=foreign_coordinator)
    assert not User.objects.filter(email="neu@allin.example").exists()


def test_a_link_is_used_once(invite, now):
    invite()
    invitation = Invitation.objects.get()
    operations.accept(invitation=invitation, now=now)

    with pytest.raises(Refusal, match="schon benutzt"):
        operations.accept(invitation=invitation, now=now)


def test_a_link_lapses_after_a_week_and_can_be_asked_for_again(invite, now):
    invite()
    invitation = Invitation.objects.get()
    late = now + dt.timedelta(days=8)
    with pytest.raises(Refusal):
        operations.accept(invitation=invitation, now=late)

    fresh = operations.renew(invitation=invitation, now=late)

    assert operations.accept(invitation=fresh, now=late).email == "neu@allin.example"


def test_a_link_opens_nothing_in_another_centre(invite, kassel, elsewhere):
    invite()
    token = operations.token_of(Invitation.objects.get())

    assert operations.invitation_of(token, kassel)
    assert operations.invitation_of(token, elsewhere) is None
    assert operations.invitation_of(token + "x", kassel) is None


def test_the_last_coordinator_stays(coordinator, kassel, now):
    grant = Grant.objects.get(centre=kassel, kind="coordinator")

    with pytest.raises(Refusal, match="Geben Sie zuerst"):
        operations.end_role(grant=grant, by=coordinator, now=now)


def test_with_a_second_coordinator_the_first_may_go(invite, coordinator, kassel, now):
    grant = Grant.objects.get(centre=kassel, kind="coordinator")
    invite(kind="coordinator")

    operations.end_role(grant=grant, by=coordinator, now=now)

    grant.refresh_from_db()
    assert grant.ended_at == now


def test_the_link_goes_out_as_a_letter_and_the_act_is_noted(invite, kassel, elsewhere):
    invite()

    words = text_of(Letter.objects.get())
    token = operations.token_of(Invitation.objects.get())
    assert f"http://localhost:8000/kassel/team/join/{token}/" in words
    assert verify(kassel) == []
