"""
Finding offers by words: one index a process, in memory, never on disk.

The index holds only what anybody may read. It is built from `Entry` values, which
have no field for anything private, and every query names its centre.
"""

import logging
import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import tantivy
from tantivy import Occur, Query

from allin.directory.rules import folding
from allin.directory.rules.nearness import Vocabulary

log = logging.getLogger(__name__)

MOST = 500  # hits looked at; beyond that a person should say more
HEAP = 50_000_000
GRAM = 3
SHORTEST_FUZZY = 4  # letters; a typo in "Bus" makes too many other words
SHORTEST_ARABIC = 3  # Arabic roots have three letters
A_FEW = 60  # words asked for one by one; more are a walk through all words
SHORTEST_COMPOUND, SHORTEST_PART = 9, 4


@dataclass(frozen=True)
class Entry:
    """
    One offer as the index knows it.

    :param title: in all its languages
    :param body: everything else anybody may read: names, topics, languages, words
    """

    offer_id: int
    centre_id: int
    title: str
    body: str
    topics: Sequence[str] = field(default=())
    languages: Sequence[str] = field(default=())
    step_free: bool = False


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("offer", fast=True)
    builder.add_unsigned_field("centre", indexed=True)
    builder.add_boolean_field("step_free", indexed=True)
    for name in ("title", "body", "grams", "topic", "language"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _folded(text: str) -> str:
    return " ".join(
        form for word in folding.words(text) for form in folding.forms(word)
    )


def grams(word: str) -> list[str]:
    """Return the three-letter pieces of a word."""
    return [word[i : i + GRAM] for i in range(len(word) - GRAM + 1)]


def _long(words: Iterable[str]) -> set[str]:
    """Keep the words that may be compounds."""
    return {word for word in words if len(word) >= SHORTEST_COMPOUND - 1}


class Index:
    """An index that answers; it never changes, a new one takes its place."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.schema = _schema()
        self.index = tantivy.Index(self.schema)
        words: set[str] = set()
        with self.index.writer(HEAP, 1) as writer:
            for entry in entries:
                title = _folded(entry.title)
                body = f"{title} {_folded(entry.body)}"
                words.update(body.split())
                writer.add_document(self._document(entry, title, body))
            writer.commit()
            writer.wait_merging_threads()
        # What no entry holds cannot be found: it is not even asked for.
        self.vocabulary = Vocabulary(words)
        self.pieces = {piece for word in _long(words) for piece in grams(word)}
        self.index.reload()
        self.searcher = self.index.searcher()

    @staticmethod
    def _document(entry: Entry, title: str, body: str) -> tantivy.Document:
        document = tantivy.Document()
        document.add_unsigned("offer", entry.offer_id)
        document.add_unsigned("centre", entry.centre_id)
        document.add_boolean("step_free", entry.step_free)
        document.add_text("title", title)
        document.add_text("body", body)
        pieces = (piece for word in _long(body.split()) for piece in grams(word))
        document.add_text("grams", " ".join(pieces))
        document.add_text("topic", " ".join(entry.topics))
        document.add_text("language", " ".join(entry.languages))
        return document

    def find(
        self,
        centre_id: int,
        text: str = "",
        *,
        topic: str = "",
        language: str = "",
        step_free: bool = False,
        limit: int = MOST,
    ) -> list[int]:
        """
        Return the ids of matching offers of one centre, best first.

        Every word has to match, with at most one typo; only when nothing does, any
        word is enough.
        """
        term, schema = Query.term_query, self.schema
        fixed = [(Occur.Must, term(schema, "centre", centre_id))]
        if topic:
            fixed.append((Occur.Must, term(schema, "topic", topic)))
        if language:
            fixed.append((Occur.Must, term(schema, "language", language)))
        if step_free:
            fixed.append((Occur.Must, term(schema, "step_free", True)))
        groups = [self._word(word) for word in folding.asked(text)]
        every = Query.boolean_query(fixed + [(Occur.Must, group) for group in groups])
        found = self._ids(every, limit)
        if found or len(groups) < 2:  # noqa: PLR2004  (nothing to loosen)
            return found
        any_of = Query.boolean_query([(Occur.Should, group) for group in groups])
        return self._ids(Query.boolean_query([*fixed, (Occur.Must, any_of)]), limit)

    def _ids(self, query: Query, limit: int) -> list[int]:
        hits = self.searcher.search(query, limit, count=False).hits
        addresses = [address for _score, address in hits]
        values = self.searcher.fast_field_values("offer", addresses)
        return [value for value in values if isinstance(value, int)]

    def _word(self, word: str) -> Query:
        parts: list[Query] = []
        near: set[str] = set()
        begun: set[str] = set()
        forms = folding.forms(word)
        for form in forms:
            if form in self.vocabulary:
                for name, boost in (("title", 8.0), ("body", 5.0)):
                    exact = Query.term_query(self.schema, name, form)
                    parts.append(Query.boost_query(exact, boost))
            shortest = SHORTEST_FUZZY if form.isascii() else SHORTEST_ARABIC
            if len(form) >= shortest:
                whole, longer = self.vocabulary.near(form)
                near.update(whole)
                # "Breif" means "Briefe" and "Briefen" too.
                begun.update(longer if len(form) > shortest else ())
            if self._may_be_inside(form, forms):
                parts.append(self._inside(form))
            if len(form) >= SHORTEST_COMPOUND:
                parts.extend(self._split(form))
        parts += [self._any(near, 1.0), self._any(begun - near, 0.4)]
        return Query.boolean_query([(Occur.Should, part) for part in parts])

    def _any(self, words: Collection[str], score: float) -> Query:
        """Find any of some words; which of them, and how often, says nothing."""
        if not words:
            return Query.empty_query()
        if len(words) > A_FEW:
            every = Query.term_set_query(self.schema, "body", list(words))
        else:
            terms = [Query.term_query(self.schema, "body", word) for word in words]
            every = Query.boolean_query([(Occur.Should, term) for term in terms])
        return Query.const_score_query(every, score)

    def _may_be_inside(self, form: str, forms: Sequence[str]) -> bool:
        # Whatever holds a word with its article holds it without one too.
        if len(form) <= GRAM or any(one != form and one in form for one in forms):
            return False
        return self.pieces.issuperset(grams(form))

    def _inside(self, form: str) -> Query:
        """Find "brief" inside "Behördenbriefe"."""
        pieces = [Query.term_query(self.schema, "grams", g) for g in grams(form)]
        inside = Query.boolean_query([(Occur.Must, piece) for piece in pieces])
        return Query.const_score_query(inside, 0.3)

    def _split(self, form: str) -> list[Query]:
        """Find "Jobcenter" and "Brief" when somebody writes "Jobcenterbrief"."""
        halves = []
        for place in range(SHORTEST_PART, len(form) - SHORTEST_PART + 1):
            head, tail = form[:place], form[place:]
            if head not in self.vocabulary or tail not in self.vocabulary:
                continue
            both = [
                Query.term_query(self.schema, "body", half) for half in (head, tail)
            ]
            halves.append(Query.boolean_query([(Occur.Must, half) for half in both]))
        return halves


Load = Callable[[], Iterable[Entry]]


class Shelf:
    """
    Keeps the index of this process, and has it rebuilt when the directory moved on.

    The first question waits for the first index. Later ones are answered by the old
    index while a thread builds the new one.
    """

    def __init__(self, *, in_background: bool = True) -> None:
        self.in_background = in_background
        self._lock = threading.Lock()
        self._building = False
        self._index: Index | None = None
        self._edition: Hashable = None

    def index(self, edition: Hashable, *, first: Load, aside: Load) -> Index:
        """
        Return an index to ask.

        :param first: reads the entries of `edition` here and now
        :param aside: the same in a thread, leaving nothing open there
        """
        with self._lock:
            if self._index is None or (
                not self.in_background and edition != self._edition
            ):
                self._index, self._edition = Index(first()), edition
            elif edition != self._edition and not self._building:
                self._building = True
                threading.Thread(
                    target=self._rebuild, args=(edition, aside), daemon=True
                ).start()
            return self._index

    def _rebuild(self, edition: Hashable, load: Load) -> None:
        try:
            fresh = Index(load())
            with self._lock:
                self._index, self._edition = fresh, edition
        except Exception:
            # The old index goes on answering; the next question tries again.
            log.exception("The search index could not be rebuilt.")
        finally:
            self._building = False

    def clear(self) -> None:
        """Forget the index, as a new process would."""
        with self._lock:
            self._index, self._edition = None, None


shelf = Shelf()
