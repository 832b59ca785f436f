"""What waits leads to the page that shows it."""

from allin.programmes import todo
from allin.programmes.models import Setup
from allin.programmes.rules import kernel as rules
from tests.house import furnish


def test_each_task_leads_to_its_programme_where_there_is_one(kassel, now):
    furnish(kassel)
    led = todo.addresses(kassel)
    duty = Setup.objects.of(kassel).get(template=rules.EMERGENCY)

    assert led["talks"] == f"/programmes/{duty.programme_id}/"
    assert led["enquiries"] == "/programmes/asking/"
    assert set(led) == set(todo.waiting(kassel, now))


def test_without_a_programme_it_leads_to_all_of_them(elsewhere, now):
    led = todo.addresses(elsewhere)

    assert led["stands"].endswith("/programmes/")
    assert set(led) == set(todo.waiting(elsewhere, now))
