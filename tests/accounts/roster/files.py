"""Small roster files in the shapes schools bring; made here, all people invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import openpyxl

TITLES = (
    ("Daftar Peserta Didik",),
    ("SMP NEGERI 2 CONTOH",),
    ("Kecamatan Kec. Contoh Utara, Kabupaten Kab. Contoh, Provinsi Prov. Contoh",),
    ("Tanggal Unduh: 2026-09-16 10:52:47", None, "Pengunduh: Operator (operator@contoh.invalid)"),
)
BEFORE = (
    "No", "Nama", "NIPD", "JK", "NISN", "Tempat Lahir", "Tanggal Lahir", "NIK", "Agama", "Alamat", "RT", "RW",
    "Dusun", "Kelurahan", "Kecamatan", "Kode Pos", "Jenis Tinggal", "Alat Transportasi", "Telepon", "HP",
    "E-Mail", "SKHUN", "Penerima KPS", "No. KPS",
)  # fmt: skip
PARENTS = ("Data Ayah", "Data Ibu", "Data Wali")
PARENT = ("Nama", "Tahun Lahir", "Jenjang Pendidikan", "Pekerjaan", "Penghasilan", "NIK")
AFTER = (
    "Rombel Saat Ini", "No Peserta Ujian Nasional", "No Seri Ijazah", "Penerima KIP", "Nomor KIP",
    "Nama di KIP", "Nomor KKS", "No Registrasi Akta Lahir", "Bank", "Nomor Rekening Bank",
    "Rekening Atas Nama", "Layak PIP (usulan dari sekolah)", "Alasan Layak PIP", "Kebutuhan Khusus",
    "Sekolah Asal", "Anak ke-berapa", "Lintang", "Bujur", "No KK", "Berat Badan", "Tinggi Badan",
    "Lingkar Kepala", "Jml. Saudara\nKandung", "Jarak Rumah\nke Sekolah (KM)",
)  # fmt: skip
SIX = ("Nama", "NIPD", "NISN", "JK", "Tanggal Lahir", "Rombel Saat Ini")
# Values of the sixty other columns: none of them may turn up anywhere.
SECRET = "RAHASIA"

AISYAH = ("Aisyah Putri", "1001", "0101234567", "P", "2012-05-04", "Kelas VII A")
BAGAS = ("Bagas Saputra", "1002", "0117654321", "L", "2011-12-30", "Kelas VII B")
CITRA = ("Citra Lestari", "1003", "0098765432", "P", "2010-01-15", "Kelas IX A")
CLASS_OF_THREE = (AISYAH, BAGAS, CITRA)


def dapodik_rows(pupils: Iterable[Sequence[object]], *, titles: bool = True) -> list[list[object]]:
    """The 66 columns in their order, with two header rows."""
    header = [*BEFORE, *(cell for title in PARENTS for cell in (title, *[None] * 5)), *AFTER]
    second = [*[None] * len(BEFORE), *PARENT * 3]
    rows: list[list[object]] = [list(title) for title in TITLES] if titles else []
    rows += [list(header), list(second)]
    for number, (name, nis, nisn, gender, born, rombel) in enumerate(pupils, start=1):
        row: list[object] = [f"{SECRET} {column}" for column in range(len(header))]
        row[0:5] = [number, name, nis, gender, nisn]
        row[6], row[header.index("Rombel Saat Ini")] = born, rombel
        rows.append(row)
    return rows


def xlsx(*sheets: Iterable[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def dapodik(pupils: Iterable[Sequence[object]] = CLASS_OF_THREE, **options) -> bytes:
    """A file as Dapodik makes it, merged header cells included."""
    book = openpyxl.Workbook()
    for row in dapodik_rows(pupils, **options):
        book.active.append(row)
    top = 5 if options.get("titles", True) else 1
    book.active.merge_cells(start_row=top, end_row=top + 1, start_column=2, end_column=2)
    book.active.merge_cells(start_row=top, end_row=top, start_column=25, end_column=30)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def plain_rows(pupils: Iterable[Sequence[object]] = CLASS_OF_THREE) -> list[Sequence[object]]:
    return [SIX, *pupils]


def csv_text(rows: Iterable[Sequence[object]], separator: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue()


def html(rows: Iterable[Sequence[object]]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    style = "<style>td {mso-number-format:'@'}</style>"
    return f"<html><head>{style}</head><body><table>{body}</table></body></html>"
