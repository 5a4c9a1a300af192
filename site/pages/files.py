"""What kind of file this is, told by its content and never by its name.

Only kinds that a browser or a reader's program opens without running anything are known here. What is told
apart: PDF, EPUB, Word and Excel without macros, OpenDocument text and tables, MP3 and Ogg sound, plain text.
"""

from __future__ import annotations

import secrets
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from .exceptions import NotADocument

MOST_BYTES = 20 * 1024 * 1024
LONGEST_TYPE = 80  # bytes of a ZIP's `mimetype` entry that are read


class FileKind(models.TextChoices):
    """The value is the ending of the stored file's name."""

    PDF = "pdf", "PDF"
    EPUB = "epub", "EPUB"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    ODT = "odt", _("OpenDocument text")
    ODS = "ods", _("OpenDocument table")
    MP3 = "mp3", "MP3"
    OGG = "ogg", "Ogg"
    CSV = "csv", "CSV"
    TXT = "txt", _("plain text")

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self]

    @property
    def is_sound(self) -> bool:
        return self in (FileKind.MP3, FileKind.OGG)


OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.EPUB: "application/epub+zip",
    FileKind.DOCX: OFFICE + "wordprocessingml.document",
    FileKind.XLSX: OFFICE + "spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    FileKind.MP3: "audio/mpeg",
    FileKind.OGG: "audio/ogg",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.TXT: "text/plain; charset=utf-8",
}
BY_DECLARED_TYPE = {kind.media_type: kind for kind in (FileKind.EPUB, FileKind.ODT, FileKind.ODS)}
BY_FIRST_PART = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}


class TypedFile(ContentFile):
    """Bytes whose kind `typed` has told; the marker keeps a file from being looked at twice."""

    kind: FileKind


def typed(file: Any) -> TypedFile:
    """The same bytes with their kind and a name that says nothing but the kind.

    `file` is an open binary file. Raises NotADocument for anything else than the kinds above.
    """
    if isinstance(file, TypedFile):
        return file
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NotADocument(NotADocument.too_large)
    kind = kind_of(data, PurePath(file.name or "").suffix.lower())
    result = TypedFile(data, name=f"{secrets.token_hex(8)}.{kind.value}")
    result.kind = kind
    return result


def kind_of(data: bytes, suffix: str = "") -> FileKind:
    """`suffix` only tells a table from a text where both are plain text."""
    if data.startswith(b"%PDF-"):
        return FileKind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(b"OggS"):
        return FileKind.OGG
    if data.startswith(b"ID3") or (data[:1] == b"\xff" and data[1:2] in (b"\xfb", b"\xf3", b"\xf2")):
        return FileKind.MP3
    if _is_plain(data):
        return FileKind.CSV if suffix == ".csv" else FileKind.TXT
    raise NotADocument


def _kind_of_zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            declared = _declared_type(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise NotADocument from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotADocument(NotADocument.with_macros)
    if kind := BY_DECLARED_TYPE.get(declared):
        return kind
    found = [kind for part, kind in BY_FIRST_PART.items() if part in names]
    if "[Content_Types].xml" in names and len(found) == 1:
        return found[0]
    raise NotADocument


def _declared_type(archive: zipfile.ZipFile) -> str:
    entry: IO[bytes]
    with archive.open("mimetype") as entry:
        return entry.read(LONGEST_TYPE).decode("ascii", "replace").strip()


def _is_plain(data: bytes) -> bool:
    """Text that is no markup: HTML, SVG and XML begin with an angle bracket, scripts with `#!`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    start = text.lstrip()
    return bool(start) and "\0" not in text and not start.startswith(("<", "#!"))
