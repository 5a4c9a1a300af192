"""What a name tells: a school's kind, region and short code; when two names are one pupil's."""

from __future__ import annotations

import re
from collections.abc import Container
from difflib import SequenceMatcher
from itertools import chain, count

from django.utils.text import slugify

from accounts.models import School, SchoolKind, TimeZone

KINDS = (
    (r"SD|SDN|SDS|SDI|SDIT|SDK|SDLB", SchoolKind.SD),
    (r"MI|MIN|MIS", SchoolKind.MI),
    (r"SMP|SMPN|SMPS|SMPI|SMPIT|SMPK", SchoolKind.SMP),
    (r"MTS|MTSN|MTSS", SchoolKind.MTS),
    (r"SMA|SMAN|SMAS|SMAIT|SMAK", SchoolKind.SMA),
    (r"MA|MAN|MAS", SchoolKind.MA),
    (r"SMK|SMKN|SMKS", SchoolKind.SMK),
    (r"MAK|MAKN", SchoolKind.MAK),
    (r"SLB|SLBN|SMPLB|SMALB", SchoolKind.SLB),
    (r"PKBM|SKB", SchoolKind.PKBM),
)
WITA = r"bali|nusa tenggara|ntb|ntt|kalimantan (selatan|timur|utara)|sulawesi|gorontalo"  # UTC+8
WIT = r"maluku|papua"  # UTC+9
CODE_LENGTH = 20


def kind_of_school(name: str) -> SchoolKind:
    first = name.split(" ")[0] if name else ""
    return next((kind for words, kind in KINDS if re.fullmatch(words, first, re.I)), SchoolKind.OTHER)


def code_of_school(name: str, taken: Container[str]) -> str:
    """`SMP NEGERI 2 CONTOH` → smpn2; then smpn2contoh, smpn2-2 … until it is free."""
    words = slugify(name).split("-")
    state = words[1:2] == ["negeri"] or (words[0].endswith("n") and len(words[0]) > 2)
    number = next((word.lstrip("0") for word in words if word.isdigit()), "")
    if state and number:
        stem = words[0].removesuffix("n") + "n"
        place = next((word for word in words[2:] if not word.isdigit()), "")
        wishes = [stem + number, f"{stem}{number}{place}"[:CODE_LENGTH]]
    else:
        wishes = ["-".join(words)[:CODE_LENGTH].strip("-") or "sekolah"]
    more = (f"{wishes[0][: CODE_LENGTH - 4]}-{n}" for n in count(2))
    return next(wish for wish in chain(wishes, more) if wish not in taken)


def region_of(line: str) -> dict[str, str]:
    """`Kecamatan Kec. X, Kabupaten Kab. Y, Provinsi Prov. Z` → district, regency, province."""
    found = {}
    for part in line.split(","):
        word, _, rest = part.strip().partition(" ")
        rest = rest.strip()[:80]
        if word.lower() == "kecamatan":
            found["district"] = re.sub(r"^Kec\.\s*", "", rest)
        elif word.lower() in ("kabupaten", "kota"):
            # "Kab." or "Kota" stays: the two are different regions of the same name.
            found["regency"] = rest if re.match(r"(Kab\.|Kota)\s", rest) else f"{word} {rest}"
        elif word.lower() == "provinsi":
            found["province"] = re.sub(r"^Prov\.\s*", "", rest)
    return found


def time_zone_of(province: str) -> TimeZone:
    if re.search(WIT, province, re.I):
        return TimeZone.WIT
    return TimeZone.WITA if re.search(WITA, province, re.I) else TimeZone.WIB


def same_school(one: str, other: str) -> bool:
    """Whether two spellings mean one school: `SMP NEGERI 2 X` and `SMPN 2 X` do."""

    def key(name: str) -> str:
        return re.sub(r"[^a-z0-9]", "", re.sub(r"\bnegeri\b", "n", name.lower()))

    return not one or not other or key(one) == key(other)


def name_key(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def alike(one: str, other: str) -> bool:
    """One person's name in two spellings: `Muh. Rizki` and `Muhammad Rizki`, not `Ani` and `Budi`."""
    one, other = name_key(one), name_key(other)
    return one == other or SequenceMatcher(None, one, other).ratio() >= 0.8


def class_key(rombel: str) -> str:
    return " ".join(rombel.casefold().split())


def username_of(school: School, nis: str, taken: Container[str]) -> str:
    """`<school code>-<NIS>` in lower case; what a username may not hold becomes a hyphen."""
    stem = re.sub(r"[^\w.@+-]", "-", f"{school.code}-{nis}".lower())[:56]
    more = (f"{stem}-{n}" for n in count(2))
    return next(name for name in chain([stem], more) if name not in taken)
