"""Words within one typo of another, looked up in a vocabulary instead of reckoned."""

from bisect import bisect_left
from collections.abc import Iterable

LAST = "\U0010ffff"  # sorts behind every letter


class Vocabulary:
    """
    All words of a directory, and which letters may follow each beginning.

    A typo is one letter too many, one too few, another one, or two swapped. Only what
    really begins a word is tried, so a look-up costs some hundred glances at a table.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._whole = frozenset(self._words)
        # (beginning, letter after next) -> next letters; "" for whatever comes after
        letters: dict[tuple[str, str], set[str]] = {}
        begun = {""}
        for word in self._words:
            for end, letter in enumerate(word):
                head = word[:end]
                begun.add(head + letter)
                letters.setdefault((head, ""), set()).add(letter)
                letters.setdefault((head, word[end + 1 : end + 2]), set()).add(letter)
        self._begun = frozenset(begun)
        self._next = {where: "".join(sorted(all_)) for where, all_ in letters.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._whole

    def near(self, word: str) -> tuple[set[str], set[str]]:
        """
        Return the words at most one typo away, and those that begin so.

        The second holds the first: a word begins with itself.
        """
        begun = self._beginnings(word)
        return (
            begun & self._whole,
            {one for head in begun for one in self._beginning(head)},
        )

    def _beginnings(self, word: str) -> set[str]:
        """Return what lies at most one typo from a word and begins some word."""
        letters, found = self._next, {word}
        for place in range(len(word) + 1):
            head, tail, rest = word[:place], word[place:], word[place + 1 :]
            if head not in self._begun:
                break
            for letter in letters.get((head, tail[:1]), ""):
                found.add(head + letter + tail)
            if tail:
                found.add(head + rest)
                for letter in letters.get((head, rest[:1]), ""):
                    found.add(head + letter + rest)
            if rest:
                found.add(head + rest[0] + tail[0] + rest[1:])
        return found & self._begun

    def _beginning(self, head: str) -> list[str]:
        words = self._words
        return words[bisect_left(words, head) : bisect_left(words, head + LAST)]
