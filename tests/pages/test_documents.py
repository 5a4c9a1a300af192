"""Documents: their content says what they are, and nothing they hold can run on the site."""

import importlib
import re
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from wagtail.documents.models import Document as OldDocument
from wagtail.models import Collection, CollectionViewRestriction

from pages.exceptions import NotADocument
from pages.files import MOST_BYTES, typed
from pages.models import SiteDocument
from pages.services import admit
from tests.factories import files
from tests.factories.accounts import GrantFactory
from tests.factories.kinds import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (files.PDF, "laporan.docx", "pdf"),
        (files.EPUB, "cerita.zip", "epub"),
        (files.DOCX, "a.docx", "docx"),
        (files.XLSX, "a.pdf", "xlsx"),
        (files.ODT, "a", "odt"),
        (files.MP3, "dongeng.mp3", "mp3"),
        (files.OGG, "dongeng.ogg", "ogg"),
        (b"judul;pengarang\nSi Kancil;anonim\n", "buku.csv", "csv"),
        ("Pada suatu hari …".encode(), "cerita.txt", "txt"),
        ("Pada suatu hari …".encode("utf-8-sig"), "cerita.html", "txt"),
    ],
)
def test_the_content_tells_what_a_file_is_and_the_name_does_not(data, name, kind):
    found = typed(files.file(data, name))
    assert (found.kind, re.fullmatch(r"[0-9a-f]{16}\.(\w+)", found.name)[1]) == (kind, kind)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (files.EXE, "buku.pdf"),
        (files.HTML, "buku.pdf"),
        (files.HTML, "buku.txt"),
        (b"\xef\xbb\xbf \n" + files.SVG, "gambar.txt"),
        (b"#!/bin/sh\nrm -rf /", "cerita.txt"),
        (b"", "kosong.txt"),
        (b"PK\x03\x04 rusak", "buku.epub"),
        (files.archive(**{"a.txt": b"x"}), "buku.docx"),
        (files.archive(mimetype=b"text/html"), "buku.epub"),
        ("Halo".encode("utf-16"), "cerita.txt"),
    ],
)
def test_impostors_and_unknown_kinds_are_refused(data, name):
    with pytest.raises(NotADocument):
        typed(files.file(data, name))


def test_a_document_with_macros_and_one_too_large_are_refused_in_their_own_words():
    sentences = []
    for data in (files.DOCM, b"%PDF-" + bytes(MOST_BYTES)):
        with pytest.raises(NotADocument) as refusal:
            typed(files.file(data))
        sentences.append(str(refusal.value))
    assert sentences == [str(NotADocument.with_macros), str(NotADocument.too_large)]


def upload(client, data, name):
    user = GrantFactory(city=True).user
    admit(user)
    client.force_login(user)
    return client.post(
        reverse("wagtaildocs:add"),
        {
            "title": "Antologi",
            "file": SimpleUploadedFile(name, data),
            "collection": Collection.objects.get().pk,
        },
    )


def test_an_upload_loses_its_name_and_keeps_its_bytes(home, client):
    upload(client, files.PDF, "puisi-siti-nur-aini.pdf")
    document = SiteDocument.objects.get()
    assert (document.kind, document.file.read(), document.file_size) == ("pdf", files.PDF, len(files.PDF))
    assert "siti" not in document.file.name + document.url


@pytest.mark.parametrize("data", [files.EXE, files.HTML, files.SVG], ids=["exe", "html", "svg"])
def test_a_renamed_impostor_is_refused_with_a_sentence(home, client, data):
    answer = upload(client, data, "buku.pdf")
    assert (SiteDocument.objects.count(), answer.status_code) == (0, 200)
    assert answer.context["form"].errors["file"] == [str(NotADocument.message)]


def test_several_at_once_are_looked_at_too(home, client):
    user = GrantFactory(city=True).user
    admit(user)
    client.force_login(user)
    answer = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "x", "files[]": SimpleUploadedFile("x.pdf", files.HTML), "collection": 1},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert (answer.json()["success"], SiteDocument.objects.count()) == (False, 0)


# --- On the way out --------------------------------------------------------------------------------------
def headers(answer):
    names = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "X-Frame-Options")
    return [answer.headers[name] for name in names]


def test_a_pdf_opens_in_the_browser_and_downloads_where_asked(client):
    document = DocumentFactory(title="Antologi Kelas 4A")
    shown, saved = client.get(document.url), client.get(document.url + "?unduh=1")
    assert headers(shown) == [
        "application/pdf",
        'inline; filename="antologi-kelas-4a.pdf"',
        "nosniff",
        "SAMEORIGIN",
    ]
    assert headers(saved)[1:] == ['attachment; filename="antologi-kelas-4a.pdf"', "nosniff", "DENY"]
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert "sandbox" in saved.headers["Content-Security-Policy"]
    assert b"".join(shown.streaming_content) == files.PDF


@pytest.mark.parametrize("data", [files.EPUB, files.DOCX, files.MP3, b"Pada suatu hari"])
def test_everything_else_is_only_downloaded(client, data):
    document = DocumentFactory(file=files.file(data))
    answer = client.get(document.url)
    assert answer.headers["Content-Disposition"].partition(";")[0] == "attachment"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("asked", "status", "part", "told"),
    [
        ("bytes=0-4", 206, slice(0, 5), "bytes 0-4/{n}"),
        ("bytes=5-", 206, slice(5, None), "bytes 5-{last}/{n}"),
        ("bytes=-4", 206, slice(-4, None), "bytes {tail}-{last}/{n}"),
        ("bytes=0-999999", 206, slice(None), "bytes 0-{last}/{n}"),
        ("bytes=999999-", 416, slice(0, 0), "bytes */{n}"),
        ("bytes=4-2", 416, slice(0, 0), "bytes */{n}"),
        ("bytes=-0", 416, slice(0, 0), "bytes */{n}"),
        ("bytes=-", 200, slice(None), None),
        ("bytes=0-1,4-5", 200, slice(None), None),
        ("kata=1-2", 200, slice(None), None),
    ],
)
def test_a_part_is_sent_where_a_part_is_asked_for(client, asked, status, part, told):
    document = DocumentFactory(file=files.file(files.MP3))
    answer = client.get(document.url, headers={"Range": asked, "Accept-Encoding": "gzip"})
    n = len(files.MP3)
    expected = told and told.format(n=n, last=n - 1, tail=n - 4)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, answer.headers.get("Content-Range"), body) == (
        status,
        expected,
        files.MP3[part],
    )


def test_an_unchanged_document_is_not_sent_again(client):
    document = DocumentFactory()
    tag = client.get(document.url).headers["ETag"]
    assert client.get(document.url, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("way", ["/media/{}", "/media/./{}", "/media/x/../{}", "/media//{}"])
def test_no_document_leaves_by_the_pictures_door(client, way):
    assert client.get(way.format(DocumentFactory().file.name)).status_code == 404


def test_a_restricted_collection_opens_to_those_it_is_restricted_to(home, client):
    document = DocumentFactory()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    stranger = client.get(document.url)
    client.force_login(GrantFactory().user)
    assert (stranger.status_code, stranger.headers["Location"], client.get(document.url).status_code) == (
        302,
        f"/masuk/?next={document.url}",
        200,
    )
    restriction = CollectionViewRestriction.objects.get()
    restriction.restriction_type = CollectionViewRestriction.GROUPS
    restriction.save()
    assert client.get(document.url).status_code == 404


def test_a_document_whose_file_is_gone_is_a_404(client):
    document = DocumentFactory()
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


def test_documents_of_before_move_over_and_back_under_their_ids():
    module = importlib.import_module("pages.migrations.0010_documents")
    old = OldDocument.objects.create(id=77, title="Panduan", file="documents/panduan.pdf", file_size=3)
    editor = SimpleNamespace(connection=connection)
    module.from_wagtails(apps, editor)
    moved = SiteDocument.objects.get()
    assert (moved.pk, moved.title, moved.kind, moved.file.name, moved.created_at) == (
        77,
        "Panduan",
        "pdf",
        "documents/panduan.pdf",
        old.created_at,
    )
    assert DocumentFactory().pk > 77
    module.to_wagtails(apps, editor)
    assert OldDocument.objects.get(pk=77).title == "Panduan"
