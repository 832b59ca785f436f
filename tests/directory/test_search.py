"""The index by itself: spelling, compounds, and taking over from the old one."""

import random
import threading

import pytest

from allin.directory.rules import folding
from allin.directory.rules.likeness import Entry as Known
from allin.directory.rules.likeness import likenesses, phone_key
from allin.directory.rules.nearness import Vocabulary
from allin.directory.search import Entry, Index, Shelf


def one(title, body="", **more):
    return Entry(1, 1, title, body, **more)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Müller", "Mueller"), ("Müller", "muller"), ("Mueller", "Müller"),
        ("Straße", "STRASSE"), ("Yıldız", "yildiz"), ("İstanbul", "istanbul"),
        ("Dayanışma", "dayanisma"), ("الجمعية", "جمعيه"), ("أُسرة", "اسره"),
        ("كتاب", "الكتاب"), ("Їжа", "иЖа"), ("сім'я", "сімя"), ("Žižkov", "zizkov"),
        ("Behördenbriefe", "Brief"), ("Briefe vom Jobcenter", "Jobcenterbriefe"),
        ("Łódź", "lodz"), ("Café", "cafe"),
    ],
)  # fmt: skip
def test_one_word_has_many_spellings(written, asked):
    assert Index([one(written)]).find(1, asked) == [1]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Wohnung", "Wohnug"), ("Wohnung", "Whonung"), ("Housing", "housimg"),
        ("مدرسة", "مدسة"), ("Dayanışma", "Dayanısmaa"), ("Допомога", "Допомгоа"),
    ],
)  # fmt: skip
def test_one_typo_is_forgiven(written, typed):
    assert Index([one(written)]).find(1, typed) == [1]


def test_every_word_has_to_fit_unless_nothing_does():
    index = Index([Entry(1, 1, "Wohnung", ""), Entry(2, 1, "Wohnung Schule", "")])
    assert index.find(1, "Wohnung Schule") == [2]
    assert set(index.find(1, "Wohnung Zahnarzt")) == {1, 2}


def test_an_index_answers_for_one_centre_alone():
    index = Index([Entry(1, 1, "Wohnung", ""), Entry(2, 2, "Wohnung", "")])
    assert index.find(2, "Wohnung") == [2]
    assert index.find(3) == []


def test_the_old_index_answers_while_a_thread_builds_the_new_one():
    shelf, begun, go_on = Shelf(), threading.Event(), threading.Event()

    def slowly():
        begun.set()
        go_on.wait(5)
        return [one("Neu")]

    first = shelf.index(1, first=lambda: [one("Alt")], aside=list)
    assert first.find(1, "alt") == [1]

    assert shelf.index(2, first=list, aside=slowly) is first
    assert begun.wait(5)
    assert shelf.index(2, first=list, aside=slowly) is first
    go_on.set()
    for _turn in range(100):
        now = shelf.index(2, first=list, aside=list)
        if now is not first:
            break
        threading.Event().wait(0.02)
    assert now.find(1, "neu") == [1]
    assert now.find(1, "alt") == []


def test_a_rebuild_that_fails_leaves_the_old_index_and_is_tried_again():
    shelf = Shelf(in_background=False)
    old = shelf.index(1, first=lambda: [one("Alt")], aside=list)
    shelf.in_background = True
    failed = threading.Event()

    def fails():
        failed.set()
        raise ValueError

    shelf.index(2, first=list, aside=fails)
    assert failed.wait(5)
    for _turn in range(100):
        now = shelf.index(2, first=list, aside=lambda: [one("Neu")])
        if now is not old:
            break
        threading.Event().wait(0.02)
    assert now.find(1, "neu") == [1]


def test_what_people_type_is_cut_to_what_can_be_asked():
    assert len(folding.asked("wort " * 1000)) == 12
    assert Index([one("Wohnung")]).find(1, "x" * 10_000) == []
    assert folding.asked("Ich brauche Hilfe mit einem Brief") == ["Brief"]
    assert folding.asked("Ich brauche Hilfe") == ["Ich", "brauche", "Hilfe"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Dnipro-Hilfe e.V.", "Дніпро Хілфе"), ("Brücke e. V.", "Bruecke"),
        ("Frauen am Fluss e. V.", "Frauen am Fluß"), ("Selam Kassel", "Kassel Selam"),
    ],
)  # fmt: skip
def test_names_in_two_scripts_may_be_one(name, other):
    assert likenesses(Known(0, name), [Known(1, other)])[0].id == 1


@pytest.mark.parametrize(
    ("name", "other"), [("Haus A e. V.", "Haus B e. V."), ("Brücke", "Balkanbrücke")]
)
def test_different_names_stay_two(name, other):
    assert likenesses(Known(0, name), [Known(1, other)]) == []


def test_a_number_is_one_in_any_notation():
    notations = ("0561 / 44 55 66", "+49 561 445566", "0049 (0)561 445566",
                 "(0561) 44-55-66", "561 445566")  # fmt: skip
    assert {phone_key(text) for text in notations} == {"445566"}


def _one_typo_away(word, letters):
    """Every text that lies one typo from a word, by trying them all."""
    found = {word}
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        found |= {head + letter + tail for letter in letters}
        if tail:
            found |= {head + tail[1:]} | {head + one + tail[1:] for one in letters}
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return found


def test_what_is_near_is_what_trying_every_typo_finds():
    chance = random.Random(7)  # noqa: S311
    words = {
        "".join(chance.choices("abcdаبس", k=chance.randint(1, 7))) for _ in range(400)
    }
    vocabulary = Vocabulary(words)

    for _ in range(300):
        asked = "".join(chance.choices("abcdаبسx", k=chance.randint(1, 6)))
        near = _one_typo_away(asked, "abcdаبسx")
        whole, begun = vocabulary.near(asked)

        assert whole == near & words, asked
        assert begun == {
            word
            for word in words
            if any(word[:end] in near for end in range(len(word) + 1))
        }, asked


def test_a_vocabulary_of_nothing_knows_nothing():
    assert Vocabulary([]).near("Brief") == (set(), set())
    assert Index([]).find(1, "Brief") == []
