"""Telling a sentence from keys struck at random.

A shy pupil's three words, a regional language, slang and abbreviations without vowels must pass; a wrong
flag hurts more than a missed one. Three signs: letters that never follow each other in the archipelago's
words, runs along the keyboard, and one thing over and over. Thresholds are measured; the examples stand in
tests/reading/integrity/test_legible.py.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

# Mean log-probability of a letter after the one before it. True sentences stay above -3.9, abbreviated
# ones included; keys struck at random fall below -4.5.
STRANGE = -4.25
FEWEST_LETTERS = 8
# Part of the letters that must stand in odd words before the whole text is called odd.
MOSTLY = 0.6

_WORD = re.compile(r"[a-z]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_AGAIN = re.compile(r"(.{2,4}?)\1{2,}.{0,3}")
_LAUGHTER = re.compile(r"(?:[wk]{4,}|x?(?:[hx][aeiou]+){2,}h?|(?:[aeiou]h){2,}[aeiou]?)s?")
_MARK = re.compile(r"\d+([.,]\d+)?\s*(/|%|dari)")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Two neighbouring keys → the way from the first to the second, to the right or to the left.
_NEXT = {row[n : n + 2]: 1 for row in _ROWS for n in range(len(row) - 1)}
_NEXT |= {pair[::-1]: -1 for pair in _NEXT}


def is_gibberish(text: str) -> bool:
    """Whether nobody could read this. Scripts other than the Latin one are not judged."""
    plain = _plain(text)
    words = _WORD.findall(plain)
    if not words:
        return _only_signs(text)
    if _padded(words):
        return True
    letters = sum(map(len, words))
    odd = sum(len(word) for word in words if _odd(word))
    if odd >= MOSTLY * letters:
        return True
    return letters >= FEWEST_LETTERS and _likelihood(words) < STRANGE


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char))


def _only_signs(text: str) -> bool:
    """Dots or figures alone; an emoji, a mark such as 9/10 or another script says something."""
    signs = [char for char in text if not char.isspace()]
    says = any(unicodedata.category(char)[0] == "L" or unicodedata.category(char) == "So" for char in signs)
    return len(signs) > 3 and not says and not _MARK.search(text)


def _padded(words: list[str]) -> bool:
    """The same word or two over and over, or letters one by one."""
    return len(words) >= 6 and (len(set(words)) <= 2 or all(len(word) == 1 for word in words))


def _odd(word: str) -> bool:
    if _LAUGHTER.fullmatch(word):
        return False
    if len(word) >= 4 and len(set(word)) == 1:
        return True
    return _AGAIN.fullmatch(word) is not None or _along_the_keys(_DRAWN_OUT.sub(r"\1", word))


def _along_the_keys(word: str) -> bool:
    """At least three quarters of the word in runs of three or more neighbouring keys."""
    if len(word) < 4:
        return False
    covered, run, way = 0, 1, 0
    for pair in [*pairwise(word), ("", "")]:
        now = _NEXT.get("".join(pair), 0)
        if now and now == way:
            run += 1
            continue
        covered += run if run >= 3 else 0
        run, way = (2, now) if now else (1, 0)
    return covered >= 0.75 * len(word) and (len(word) >= 5 or covered == len(word))


def _likelihood(words: list[str]) -> float:
    """How usual the letters' order is, per letter; drawn out letters ("seruuuu") count once."""
    told = [_DRAWN_OUT.sub(r"\1", word) for word in words if not _LAUGHTER.fullmatch(word)]
    pairs = [pair for word in told for pair in zip(f" {word}", f"{word} ", strict=True)]
    usual = _usual()
    return sum(usual[a, b] for a, b in pairs) / len(pairs) if pairs else 0.0


@cache
def _usual() -> dict[tuple[str, str], float]:
    """How often each letter follows another in Indonesian roots, as a logarithm."""
    signs = " abcdefghijklmnopqrstuvwxyz"
    roots = [word for word in StemmerFactory().get_words() if word.isascii() and word.isalpha()]
    pairs = Counter(pair for word in roots for pair in zip(f" {word}", f"{word} ", strict=True))
    firsts: Counter[str] = Counter()
    for (first, _), count in pairs.items():
        firsts[first] += count
    return {(a, b): math.log((pairs[a, b] + 1) / (firsts[a] + len(signs))) for a in signs for b in signs}
