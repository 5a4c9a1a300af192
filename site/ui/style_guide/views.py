"""Every component with its states, for those who build pages."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from .. import batik
from ..templatetags.ui import cover_url
from . import tokens
from .samples import SECTIONS, Section

BOOKS = [
    ("Laskar Pelangi", "Andrea Hirata", "D"),
    ("Bumi Manusia", "Pramoedya Ananta Toer", "E"),
    ("Si Kancil dan Buaya", "Cerita rakyat", "A"),
    ("Sang Pemimpi", "Andrea Hirata", "D"),
    ("Keluarga Cemara", "Arswendo Atmowiloto", "C"),
    ("Na Willa", "Reda Gaudiamo", "B3"),
    ("Timun Mas", "", "B1"),
    ("Totto-chan: Gadis Cilik di Jendela", "Tetsuko Kuroyanagi", "C"),
    ("Ronggeng Dukuh Paruk", "Ahmad Tohari", "E"),
    ("Ensiklopedia Saintis Junior: Ketidakseimbangan Lingkungan Hidup di Sekitar Kita", "Tim Penulis", "C"),
    ("Mata yang Enak Dipandang", "Ahmad Tohari", ""),
    ("Layar Terkembang", "Sutan Takdir Alisjahbana", "E"),
]


class SampleForm(forms.Form):
    book = forms.CharField(label="Judul buku", help_text="Seperti tertulis di sampul.")
    pages = forms.IntegerField(label="Halaman", min_value=1)
    read_on = forms.DateField(label="Tanggal", widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.ChoiceField(label="Tempat", choices=[("home", "Rumah"), ("school", "Sekolah")])
    mood = forms.ChoiceField(
        label="Bagaimana bukunya?",
        choices=[("1", "Kurang suka"), ("2", "Biasa"), ("3", "Suka sekali")],
        widget=forms.RadioSelect,
        required=False,
    )
    days = forms.MultipleChoiceField(
        label="Hari baca",
        choices=[("1", "Senin"), ("2", "Selasa"), ("3", "Rabu")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Boleh lebih dari satu.",
    )
    note = forms.CharField(label="Tanggapan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    photo = forms.FileField(label="Foto jurnal", required=False)
    aloud = forms.BooleanField(label="Dibaca nyaring", required=False)


def style_guide(request: HttpRequest) -> HttpResponse:
    if not settings.STYLE_GUIDE:
        raise Http404
    props = _props(request)
    context = {
        "sections": [(section, _drawn(section, props)) for section in SECTIONS],
        "themes": [("Terang", "light", tokens.light()), ("Gelap", "dark", tokens.dark())],
        "colours": _colours(),
        "declared": [("light", _safe(tokens.light())), ("dark", _safe(tokens.dark()))],
        "sizes": tokens.named("t"),
        "spaces": tokens.spaces(),
        "corners": tokens.named("r"),
        "patterns": batik.PATTERNS,
    }
    return render(request, "ui/style_guide.html", context)


def _props(request: HttpRequest) -> dict[str, object]:
    """What the samples speak of."""
    faulty = SampleForm({"book": "", "pages": "0", "days": []}, prefix="faulty")
    return {
        "request": request,
        "books": BOOKS,
        "form": SampleForm(),
        "faulty": faulty,
        "single": SampleForm(prefix="single")["book"],
        "page": Paginator(range(240), 20).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
        "drawing": cover_url("Menit", "", "B2"),
        "tabs": [("Ringkasan", request.path), ("Murid", "/gaya/#tabel"), ("Catatan baca", "/gaya/#pesan")],
    }


def _drawn(section: Section, props: dict[str, object]) -> list[tuple[str, SafeString, bool]]:
    return [(s.source, Template(s.source).render(Context(props)), s.pair) for s in section.samples]


def _colours() -> list[tuple[str, list[tokens.Pair]]]:
    return [("Terang", tokens.pairs(tokens.light())), ("Gelap", tokens.pairs(tokens.dark()))]


def _safe(theme: dict[str, str]) -> SafeString:
    return mark_safe(tokens.declarations(theme))  # noqa: S308  (our own style sheet)
