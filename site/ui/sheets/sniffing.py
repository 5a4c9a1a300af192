"""What kind of file is this, judged by its bytes alone: names and content types lie."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from ui.imports.exceptions import Damaged, EmptyFile, FileTooLarge, OtherFormat, Protected, UnpacksTooLarge

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_ENTRIES = 1_000

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# BOF records of BIFF 2–8 written without the OLE wrapping.
BARE_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08](?:[\x04\x06\x08]\x00|\x10\x00)")
STRANGERS = (
    (b"%PDF", _("a PDF document")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"BM", _("a picture")),
    (b"Rar!", _("a compressed archive")),
    (b"7z\xbc\xaf", _("a compressed archive")),
    (b"\x1f\x8b", _("a compressed archive")),
    (b"{\\rtf", _("a word processor document")),
    (b"SQLite format 3", _("a database")),
)
INSIDE_ZIP = (
    ("xl/workbook.bin", _("a binary workbook (.xlsb)")),
    ("word/", _("a word processor document")),
    ("ppt/", _("a presentation")),
    ("content.xml", _("an OpenDocument file")),
)


class FileKind(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    HTML = "html"
    CSV = "csv"


def kind_of(data: bytes) -> FileKind:
    """The kind of file; raises an ImportRefused that names what it is instead."""
    if len(data) > MAX_BYTES:
        raise FileTooLarge(limit=MAX_BYTES // 1024 // 1024)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile
    if data.startswith((ZIP, b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    if BARE_BIFF.match(data):
        return FileKind.XLS
    for magic, found in STRANGERS:
        if data.startswith(magic) and not _is_text(data):
            raise OtherFormat(found=found)
    return _text_kind(data)


def _zip_kind(data: bytes) -> FileKind:
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise Damaged from error
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UnpacksTooLarge
    if any(entry.flag_bits & 1 for entry in entries):
        raise Protected
    names = [entry.filename for entry in entries]
    for start, found in INSIDE_ZIP:
        if any(name.startswith(start) for name in names):
            raise OtherFormat(found=found)
    if not any(name.startswith("xl/") for name in names):
        raise OtherFormat(found=_("a compressed archive"))
    return FileKind.XLSX


def _ole_kind(data: bytes) -> FileKind:
    """Word, PowerPoint, mail and encrypted .xlsx files share the wrapping of .xls."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Protected
    if "WordDocument".encode("utf-16-le") in data:
        raise OtherFormat(found=_("a word processor document"))
    if "PowerPoint Document".encode("utf-16-le") in data:
        raise OtherFormat(found=_("a presentation"))
    return FileKind.XLS


def _is_text(data: bytes) -> bool:
    """Control characters give binary files away; a stray NUL in a cell does not make one."""
    sample = data[:65536]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff") or any(
        sample[half::2].count(0) > len(sample) // 4 for half in (0, 1)
    ):
        return True
    return len(re.findall(rb"[\x00-\x08\x0e-\x1f]", sample)) <= len(sample) // 100 + 2


def _text_kind(data: bytes) -> FileKind:
    if not _is_text(data):
        raise OtherFormat(found=_("a file of an unknown kind"))
    head = data[:4096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(b"<") or b"<html" in head or b"<table" in head:
        return FileKind.HTML
    return FileKind.CSV
