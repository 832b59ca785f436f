"""What somebody without an account sees."""

import re

import pytest
from django.urls import reverse

from allin.accounts.models import User
from allin.core.guard import new_stamp
from allin.counselling.models import Referral, Session, Slip
from allin.counselling.operations.close import close
from allin.counselling.operations.codes import give_pin
from allin.counselling.rules import Outcome, State
from tests.counselling.conftest import words

pytestmark = pytest.mark.usefixtures("kassel_answers")


def board_user(person):
    return User.objects.get(pk=person.id)


def test_a_slip_in_three_answers(client, answers, open_hour, caritas_address):
    url = reverse("counselling:refer_from", args=[caritas_address.token])
    looked = client.post(url, answers)
    assert "Di, 10. März, 16 bis 18 Uhr" in words(looked)
    assert not Slip.objects.exists()
    hour = re.search(r'name="hour"[^>]*value="([^"]+)"', looked.content.decode())[1]

    made = client.post(url, answers | {"hour": hour}, follow=True)

    slip = Slip.objects.get()
    assert (slip.origin, slip.partner) == ("partner", caritas_address.partner)
    assert slip.code in words(made)
    assert "Versammlungsraum" in words(made)
    assert "<svg" in made.content.decode()


def test_a_slip_carries_no_topic(client, answers, open_hour):
    looked = client.post(reverse("counselling:refer"), answers)
    hour = re.search(r'name="hour"[^>]*value="([^"]+)"', looked.content.decode())[1]
    made = client.post(
        reverse("counselling:refer"), answers | {"hour": hour}, follow=True
    )

    assert "Ämter" not in made.content.decode()
    assert "رسائل" not in made.content.decode()


def test_no_fitting_hour_offers_a_way_on(client, answers, open_hour):
    page = client.post(reverse("counselling:refer"), answers | {"language": "ti"})

    assert reverse("counselling:contact") in page.content.decode()
    assert page.context["looked"] == []


def test_a_revoked_address_says_so_and_works_as_the_public_page(
    client, answers, open_hour, caritas_address, now
):
    caritas_address.revoked_at = now
    caritas_address.save()
    url = reverse("counselling:refer_from", args=[caritas_address.token])

    assert client.get(url).context["sender"].expired
    looked = client.post(url, answers)
    hour = re.search(r'name="hour"[^>]*value="([^"]+)"', looked.content.decode())[1]
    client.post(url, answers | {"hour": hour})
    assert Slip.objects.get().origin == "self"


@pytest.mark.parametrize("missing", ["topic", "language", "district"])
def test_each_of_the_three_answers_is_needed(client, answers, missing, open_hour):
    answers.pop(missing)
    page = client.post(reverse("counselling:refer"), answers)

    assert page.context["form"].errors.keys() == {missing}


def test_a_slip_is_redeemed_in_one_tap(client, sign_in, board, open_hour, slip):
    user = board_user(board)
    sign_in(user)
    page = client.post(reverse("counselling:redeem", args=[slip.code]), follow=True)

    assert Session.objects.get().minutes == 30
    assert "30" in words(page)
    client.post(reverse("counselling:redeem", args=[slip.code]))
    assert Session.objects.count() == 1


def test_a_stranger_cannot_redeem(client, slip):
    page = client.post(reverse("counselling:redeem", args=[slip.code]))

    assert page.status_code == 302
    assert "/accounts/login/" in page.url
    assert not Session.objects.exists()


def test_who_types_the_code_finds_the_slip(client, sign_in, board, slip):
    sign_in(board_user(board))
    typed = slip.code.lower().replace("-", " ")
    page = client.post(reverse("counselling:arrive"), {"code": typed})

    assert page.url == reverse("counselling:slip", args=[slip.code])


def test_a_slip_of_another_centre_is_not_found(client, slip, elsewhere):
    slip.centre = elsewhere
    slip.save()

    for code in (slip.code, "Q9-9QQ"):
        assert client.get(reverse("counselling:slip", args=[code])).status_code == 404


def test_a_contact_is_passed_on_and_the_person_sees_how_it_stands(
    client, contact_answers, caritas_address, texts
):
    url = reverse("counselling:contact_from", args=[caritas_address.token])
    sent = client.post(url, contact_answers, follow=True)
    referral = Referral.objects.get()
    kept = sent.context["sent"]
    assert referral.code in words(sent)
    assert referral.tells_sender

    page = client.post(
        reverse("counselling:status"),
        {"code": kept["code"], "pin": kept["person_pin"], "stamp": new_stamp()},
        follow=True,
    )
    assert page.context["referral"] == referral
    assert "Samar" not in words(page)

    taken = client.post(reverse("counselling:withdraw"), follow=True)
    referral.refresh_from_db()
    assert referral.state == State.WITHDRAWN
    assert taken.status_code == 200


def test_the_sender_sees_a_coded_answer_only(client, accepted, adviser, pass_on):
    close(
        referral=accepted,
        outcome=Outcome.HELPED,
        minutes=45,
        by=adviser,
        now=accepted.received_at,
    )
    pin = give_pin(referral=accepted, whose="sender")
    page = client.post(
        reverse("counselling:status"),
        {"code": accepted.code, "pin": pin, "stamp": new_stamp()},
        follow=True,
    )

    assert page.context["answer"] == "arrived"
    for told in ("45", "Abel", "Ämter", "Brücke"):
        assert told not in words(page)


def test_wrong_code_and_wrong_pin_get_the_same_answer(client, pass_on):
    passed = pass_on()
    url = reverse("counselling:status")
    wrong_pin = client.post(
        url, {"code": passed.referral.code, "pin": "12", "stamp": new_stamp()}
    )
    wrong_code = client.post(
        url, {"code": "Q9-9QQ", "pin": passed.person_pin, "stamp": new_stamp()}
    )

    said = [list(p.context["form"].non_field_errors()) for p in (wrong_pin, wrong_code)]
    assert said[0] == said[1]
    assert len(said[0]) == 1
