"""Files as people send them, each the smallest of its kind, and impostors."""

import io
import zipfile

from django.core.files.base import ContentFile

PDF = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(range(256)) * 4
OGG = b"OggS\x00\x02" + bytes(64)
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def archive(**parts: bytes) -> bytes:
    """A ZIP; names are written with `__` for `/`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name, data in parts.items():
            box.writestr(name.replace("__", "/").replace("Content_Types", "[Content_Types]"), data)
    return out.getvalue()


EPUB = archive(mimetype=b"application/epub+zip", **{"META-INF__container.xml": b"<container/>"})
ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"})
DOCX = archive(**{"Content_Types.xml": b"<Types/>", "word__document.xml": b"<x/>"})
XLSX = archive(**{"Content_Types.xml": b"<Types/>", "xl__workbook.xml": b"<x/>"})
DOCM = archive(
    **{"Content_Types.xml": b"<Types/>", "word__document.xml": b"<x/>", "word__vbaProject.bin": b"x"}
)


def file(data: bytes = PDF, name: str = "berkas.pdf") -> ContentFile:
    return ContentFile(data, name=name)
