"""
Searching 15,000 organisations whose names stand in five languages and three scripts.

The bare query asks the same index for the same words with one typo allowed, in one
field and one centre, without our foldings, compounds and ranking. Typos are one random
edit (another letter, one too few, one too many, two swapped) in a word of a name; a
typo counts as found when the first page of hits shows an organisation with the word.
"""

import random
from collections.abc import Iterator

from babel import Locale
from tantivy import Occur, Query

from allin.directory.rules import folding
from allin.directory.search import Entry, Index
from bench import NONE, Result, measure, timing

ORGANISATIONS = 15_000
LANGUAGES = ("de", "en", "ar", "tr", "uk")
A_PAGE = 20
QUERIES = 400
TYPOS = 500  # a language
CENTRE = 1
LETTERS = {
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
FIRST = {
    "de": ("Verein", "Brücke", "Frauentreff", "Bildungswerk", "Jugendforum", "Haus"),
    "en": ("Association", "Bridge", "Forum", "Network", "House", "Circle"),
    "ar": ("جمعية", "جسر", "منتدى", "شبكة", "دار", "ملتقى"),
    "tr": ("Derneği", "Köprü", "Forumu", "Ağı", "Evi", "Çevresi"),
    "uk": ("Товариство", "Міст", "Форум", "Мережа", "Дім", "Коло"),
}


def _vocabulary(code: str) -> list[str]:
    locale = Locale.parse(code)
    texts = [*locale.territories.values(), *locale.languages.values()]
    shortest = 3 if code == "ar" else 5
    words = {word for text in texts for word in folding.words(str(text))}
    return sorted(w for w in words if len(w) >= shortest and not w[0].isdigit())


def _entries(chance: random.Random) -> list[tuple[str, Entry]]:
    words = {code: _vocabulary(code) for code in LANGUAGES}
    found = []
    for number in range(ORGANISATIONS):
        code = LANGUAGES[number % len(LANGUAGES)]
        name = " ".join([chance.choice(FIRST[code]), *chance.sample(words[code], 2)])
        body = " ".join(chance.sample(words[code], 12))
        found.append((code, Entry(number, CENTRE, name, body)))
    return found


def _typo(word: str, letters: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    kind = chance.randrange(4)
    head, tail = word[:place], word[place + 1 :]
    if kind == 0:
        return head + chance.choice(letters) + tail
    if kind == 1:
        return head + tail
    if kind == 2:
        return head + chance.choice(letters) + word[place:]
    place = min(place, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _bare(index: Index, words: list[str]) -> list[int]:
    parts = [(Occur.Must, Query.term_query(index.schema, "centre", CENTRE))]
    for word in words:
        query = Query.fuzzy_term_query(index.schema, "body", folding.plain(word))
        parts.append((Occur.Must, query))
    hits = index.searcher.search(Query.boolean_query(parts), 500, count=False).hits
    values = index.searcher.fast_field_values("offer", [at for _score, at in hits])
    return [value for value in values if isinstance(value, int)]


def _asked(name: str, code: str, chance: random.Random) -> str:
    words = name.split()[1:]
    if chance.random() < 0.5:
        words[0] = _typo(words[0], LETTERS[code], chance)
    return " ".join(words[: chance.choice((1, 2))])


@measure(
    "directory.search",
    unit="ms (p99)",
    against="a bare tantivy query for the same words, fuzzy 1, same index",
    databases=(NONE,),
)
def search() -> Iterator[Result]:
    """Ask for names, half of them with a typo; then only for typos."""
    chance = random.Random(15)
    entries = _entries(chance)
    index = Index(entry for _code, entry in entries)
    ours, bare, found = [], [], []
    for code, entry in chance.sample(entries, QUERIES):
        text = _asked(entry.title, code, chance)
        # Either is asked five times in turn: a pause of the machine is no search.
        one, other = timing.side_by_side(
            lambda text=text: index.find(CENTRE, text),
            lambda text=text: _bare(index, text.split()),
            rounds=5,
            warm=0,
        )
        ours.append(one)
        bare.append(other)
        found.append(index.find(CENTRE, text)[:A_PAGE])
    yield Result(
        value=timing.percentile(ours, 0.99),
        against_value=timing.percentile(bare, 0.99),
        rows=ORGANISATIONS,
        checksum=timing.checksum(found),
    )
    yield from _typos(index, entries, chance)


def _typos(
    index: Index, entries: list[tuple[str, Entry]], chance: random.Random
) -> Iterator[Result]:
    titles = {entry.offer_id: entry.title for _code, entry in entries}
    bodies = {entry.offer_id: entry.body for _code, entry in entries}
    shares = []
    for language in LANGUAGES:
        named = [entry for code, entry in entries if code == language]
        hit = 0
        for entry in chance.choices(named, k=TYPOS):
            word = chance.choice(entry.title.split()[1:])
            wrong = _typo(word, LETTERS[language], chance)
            first = index.find(CENTRE, wrong)[:A_PAGE]
            hit += any(word in f"{titles[n]} {bodies[n]}".split() for n in first)
        shares.append(hit / TYPOS)
    yield Result(
        value=min(shares),
        against_value=1.0,
        rows=TYPOS * len(LANGUAGES),
        checksum=timing.checksum(shares),
        suffix=".typos",
    )
