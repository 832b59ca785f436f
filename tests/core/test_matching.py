import pytest

from allin.core.matching import matches, plain

HOUSE = [
    "Brücke e. V.", "Verein Zeytin", "Somali Community Treff e.V. (i.G.)",
    "Al-Andalus Bildungsverein e. V.", "Selam Kassel e.V.", "Balkanbrücke Nordhessen",
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brücke e. V.", "BRUECKE"),
        ("Łukasz Żak", "lukasz zak"),
        ("İlknur Çağlar", "ilknur  caglar"),
        ("Selam Kassel e.V.", "Selam Kassel"),
    ],
)
def test_the_same_name_is_the_same_however_it_is_typed(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Brücke", "Brücke e. V."), ("Zeytin", "Verein Zeytin")],
)
def test_a_name_without_its_legal_form_is_sure(written, meant):
    assert [(m.text, m.sure) for m in matches(written, HOUSE)] == [(meant, True)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Vorstand Al-Andalus", "Al-Andalus Bildungsverein e. V."),
        ("Somali Treff", "Somali Community Treff e.V. (i.G.)"),
        ("Sprechst. Brücke", "Brücke e. V."),
        ("Balkanbrücke", "Balkanbrücke Nordhessen"),
    ],
)
def test_a_shortened_name_is_offered_not_taken(written, meant):
    best = matches(written, HOUSE)[0]
    assert (best.text, best.sure) == (meant, False)


def test_a_name_nobody_has_finds_nobody():
    assert matches("Chorprobe??", HOUSE) == []
    assert matches("", HOUSE) == []
