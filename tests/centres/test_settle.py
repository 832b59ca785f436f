import pytest

from allin.centres import operations
from allin.centres.models import Centre
from allin.core.errors import Refusal


def test_a_new_centre_has_four_pages_and_the_usual_periods(db, now):
    centre = operations.open_centre(name="Servicestelle Werrabrück", now=now)

    assert centre.slug == "servicestelle-werrabruck"
    assert centre.modules == ["rooms", "counselling", "reports"]
    assert centre.number("keep_unaccepted_days") == 30
    assert centre.number("keep_closed_days") == 90


@pytest.mark.parametrize("slug", ["rooms", "demo", "!!!"])
def test_a_centre_cannot_take_a_word_of_the_house(db, now, slug):
    with pytest.raises(Refusal):
        operations.open_centre(name="X", slug=slug, now=now)


def test_the_coordination_sets_periods_within_bounds(kassel, coordinator, now):
    operations.settle(
        centre=kassel, by=coordinator, numbers={"keep_closed_days": 60}, now=now
    )
    assert Centre.objects.get(pk=kassel.pk).number("keep_closed_days") == 60

    with pytest.raises(Refusal, match="zwischen 1 und 365"):
        operations.settle(
            centre=kassel, by=coordinator, numbers={"keep_closed_days": 366}, now=now
        )


def test_another_centres_coordination_changes_nothing(kassel, foreign_coordinator, now):
    with pytest.raises(Refusal, match="Nur die Koordination"):
        operations.settle(centre=kassel, by=foreign_coordinator, modules=[], now=now)


def test_a_consent_text_is_shown_only_after_review(kassel, coordinator, now):
    about = {"centre": kassel, "purpose": "pass_on", "language": "ti"}
    text = operations.write_text(**about, text="ሰላም", by=coordinator, now=now)
    assert operations.consent_text(kassel, "pass_on", "ti") is None

    operations.review_text(text=text, reviewer="S. Tesfay", by=coordinator, now=now)

    shown = operations.consent_text(kassel, "pass_on", "ti")
    assert (shown.version, shown.text) == (1, "ሰላም")
    assert operations.consent_languages(kassel, "pass_on") == ["ti"]


def test_a_newer_text_waits_for_its_review(kassel, coordinator, now):
    about = {"centre": kassel, "purpose": "pass_on", "language": "de"}
    first = operations.write_text(**about, text="Alt", by=coordinator, now=now)
    operations.review_text(text=first, reviewer="D. A.", by=coordinator, now=now)
    operations.write_text(**about, text="Neu", by=coordinator, now=now)

    assert operations.consent_text(kassel, "pass_on", "de").text == "Alt"


def test_texts_of_one_centre_are_unknown_to_the_other(
    kassel, elsewhere, coordinator, now
):
    about = {"centre": kassel, "purpose": "pass_on", "language": "de"}
    text = operations.write_text(**about, text="Ja", by=coordinator, now=now)
    operations.review_text(text=text, reviewer="D. A.", by=coordinator, now=now)

    assert operations.consent_text(elsewhere, "pass_on", "de") is None
