"""A board learns nothing of the roster from the pages of its volunteers."""

from allin.directory.models import Association
from allin.programmes.models import DutyWeek
from tests.conftest import NOW, make_user
from tests.programmes import dutycast


def test_a_board_sees_neither_duty_nor_programme_of_its_volunteers(
    client, kassel, elsewhere, coordinator, sign_in
):
    programme, _people = dutycast.make_roster(kassel, coordinator)
    dutycast.published(programme, coordinator)
    week = DutyWeek.objects.first()
    person = dutycast.person_of(week.first, coordinator)
    association = Association.objects.get(centre=kassel)
    user = make_user("vorstand@allin.example", "Milan Vorstand")
    association.memberships.create(
        centre=kassel, user=user, kind="board", created_at=NOW
    )
    sign_in(user)

    page = client.get(f"/kassel/volunteers/{person.pk}/").content.decode()

    assert person.name in page
    for told in ("Bereitschaft", "Notfall", "on call"):
        assert told not in page
