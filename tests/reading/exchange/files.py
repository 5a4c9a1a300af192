"""Small tables as people keep them."""

import csv
import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from literasi.reading.models import ReadingImport

HEADER = ("NIS", "Nama", "Tanggal", "Judul", "Pengarang", "Menit", "Halaman")
GOODREADS = (
    "Book Id", "Title", "Author", "ISBN", "ISBN13", "My Rating", "Number of Pages", "Date Read", "Date Added",
    "Exclusive Shelf",
)  # fmt: skip


def csv_file(rows, header=HEADER):
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode()


def xlsx_file(rows, header=HEADER):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def goodreads(*books):
    """Each book: (id, title, pages, read, added, shelf)."""
    rows = [
        (number, title, "Pengarang Contoh", '=""', '=""', 4, pages, read, added, shelf)
        for number, title, pages, read, added, shelf in books
    ]
    return csv_file(rows, GOODREADS)


def send(client, name, data, *where, **fields):
    file = SimpleUploadedFile("berkas.csv", data)
    answer = client.post(reverse(name, args=where), {"file": file, **fields})
    assert answer.status_code == 302, answer.context["form"].errors
    return ReadingImport.objects.latest("pk")


def outcomes(upload):
    return [(finding[0], finding[1]) for finding in upload.report["findings"]]


def remarks(upload):
    return {finding[0]: finding[4] for finding in upload.report["findings"] if finding[4]}
