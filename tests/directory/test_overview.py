"""How the directory stands, asked in two queries however many there are."""

from allin.directory.models import Association
from allin.directory.statistics import overview
from allin.directory.templatetags.directory import languages_here


def test_a_line_costs_no_query_of_its_own(
    kassel, bruecke, zeytin, offer, now, django_assert_num_queries
):
    with django_assert_num_queries(2):
        seen = overview(
            centre=kassel, associations=Association.objects.of(kassel), now=now
        )
        shown = [
            (line.association.name, languages_here(line.association), line.overdue)
            for line in seen.lines
        ]
    assert {name for name, _languages, _overdue in shown} >= {
        bruecke.name,
        zeytin.name,
    }
