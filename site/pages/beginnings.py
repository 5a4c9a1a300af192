"""Ready-made beginnings of articles, with hints that must be gone before anybody reads them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Content, not interface: what the writer will replace is Indonesian, as the article will be.
MARK = "[Petunjuk:"


@dataclass(frozen=True)
class Part:
    """One part of an article: a heading the writer may change, and what to write below it."""

    heading: str
    guide: str


@dataclass(frozen=True)
class Template:
    """A kind of article. `category` is the slug it is filed under where that exists."""

    slug: str
    name: str | Promise
    about: str | Promise
    category: str
    intro: str
    icon: str
    parts: tuple[Part, ...] = field(default_factory=tuple)
    with_book: bool = False

    def blocks(self) -> list[dict[str, Any]]:
        """Its beginning as stream data for the CMS."""
        return [block for part in self.parts for block in _blocks(part)]


def _blocks(part: Part) -> Iterable[dict[str, Any]]:
    if part.heading:
        yield {"type": "heading", "value": part.heading}
    yield {"type": "paragraph", "value": f"<p>{html.escape(hint(part.guide), quote=False)}</p>"}


def hint(guide: str) -> str:
    return f"{MARK} {guide}]"


TEMPLATES = {
    template.slug: template
    for template in (
        Template(
            slug="liputan",
            name=_("Report of an activity"),
            about=_("What happened, who took part, what stayed with them."),
            category="kegiatan",
            intro="Apa kegiatannya, di mana, dan kapan, dalam satu atau dua kalimat.",
            icon="megaphone",
            parts=(
                Part("", "Mulai dari satu kejadian yang kamu lihat sendiri. Apa yang paling diingat orang?"),
                Part("Yang terjadi", "Urutkan kejadiannya. Sebut berapa orang yang ikut dan dari mana."),
                Part("Kata mereka", "Kutip satu atau dua orang. Untuk murid tulis inisial dan kelas saja."),
                Part("Yang bisa ditiru", "Apa yang berhasil, apa yang belum, dan apa rencana berikutnya?"),
            ),
        ),
        Template(
            slug="resensi",
            name=_("Book review"),
            about=_("A book you have read: what it is about, what you think, who it is for."),
            category="resensi",
            intro="Judul buku, pengarangnya, dan kesanmu dalam satu kalimat.",
            icon="book-open",
            with_book=True,
            parts=(
                Part("", "Mengapa kamu memilih buku ini? Apa yang membuatmu mulai membaca?"),
                Part("Tentang apa buku ini", "Ceritakan singkat tokoh dan masalahnya. Jangan buka akhirnya."),
                Part("Yang paling berkesan", "Bagian mana yang kamu ingat, dan mengapa? Beri satu contoh."),
                Part("Untuk siapa", "Siapa yang akan menyukainya? Sebut juga yang menurutmu kurang."),
            ),
        ),
        Template(
            slug="bebas",
            name=_("Free form"),
            about=_("An idea, a poem with its story, a letter to the readers."),
            category="kegiatan",
            intro="Tentang apa tulisanmu, dalam satu atau dua kalimat.",
            icon="pencil",
            parts=(Part("", "Tulis seperti bercerita kepada teman."),),
        ),
    )
}
IN_CMS = [TEMPLATES["liputan"], TEMPLATES["resensi"]]
_HINTS = {
    guide.casefold()
    for template in TEMPLATES.values()
    for guide in (template.intro, *(part.guide for part in template.parts))
}


def is_guide(text: str) -> bool:
    """Whether a template's hint is left in it, with or without its brackets."""
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split()).casefold()
    return MARK.casefold() in plain or any(hint in plain for hint in _HINTS)
