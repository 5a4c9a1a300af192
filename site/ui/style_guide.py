"""/gaya/: every component with its states, for those who build pages."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from . import batik

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
    page = Paginator(range(240), 20).get_page(request.GET.get("page"))
    faulty = SampleForm({"book": "", "pages": "0", "days": []}, prefix="faulty")
    context = {
        "books": BOOKS,
        "form": SampleForm(),
        "faulty": faulty,
        "page": page,
        "patterns": batik.PATTERNS,
        "tabs": [("Ringkasan", request.path), ("Murid", "/gaya/murid/"), ("Catatan baca", "/gaya/catatan/")],
    }
    return render(request, "ui/style_guide.html", context)
