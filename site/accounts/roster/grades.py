"""The grade hidden in the free text of a rombel: `Kelas IX A`, `9D`, `X MIPA 1`, `VII-B`, `Kelas 6`."""

from __future__ import annotations

import re

ROMAN = {
    "XIII": 13, "XII": 12, "XI": 11, "X": 10, "IX": 9, "VIII": 8, "VII": 7,
    "VI": 6, "V": 5, "IV": 4, "III": 3, "II": 2, "I": 1,
}  # fmt: skip
STREAMS = r"MIPA|IPA|IPS|IPB|BAHASA|BHS|AGAMA|MERDEKA|TKJ|RPL|AKL|OTKP|MPLB|DKV|TKR|TSM"
LEADING = re.compile(r"^(?:(?:KELAS|KLS|ROMBEL|TINGKAT|GRADE|CLASS|FASE\s+[A-F])(?:\b|(?=\d))[\s.:_-]*)+")
KINDERGARTEN = re.compile(r"^(?:TK|PAUD|KB|KELOMPOK)\b")
ARABIC = re.compile(r"^(\d{1,2})(?!\d)")
WORD = re.compile(r"[A-Z0-9]+")


def guess_grade(rombel: str) -> int | None:
    """0 (kindergarten) to 13, or None where the text does not tell ("Mawar", "Ibnu Sina")."""
    text = LEADING.sub("", " ".join(rombel.upper().split()))
    if KINDERGARTEN.match(text):
        return 0
    if number := ARABIC.match(text):
        return _in_range(int(number[1]))
    found = WORD.match(text)
    if found and (grade := _roman_start(found[0])):
        return grade
    # "Merdeka X-3": a whole Roman word further on, as long as there is only one.
    whole = [ROMAN[word] for word in WORD.findall(text)[1:] if word in ROMAN]
    return whole[0] if len(whole) == 1 else None


def _in_range(number: int) -> int | None:
    return number if 1 <= number <= 13 else None


def _roman_start(word: str) -> int | None:
    """The Roman number a word starts with: alone, before one letter, digits or a stream's name.

    `XIPA` is X + IPA although XI would fit too, so a stream's name decides first.
    """
    for rest in (rf"(?:{STREAMS})\d*", r"[A-Z]?\d*"):
        for roman, grade in ROMAN.items():
            if re.fullmatch(roman + rest, word):
                return grade
    return None
