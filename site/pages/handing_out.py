"""How documents leave the site: as what their content says, and as nothing that could run.

Only a PDF is shown by the browser itself, everything else is downloaded. No answer may run a script, load
anything or be framed by another site. A part of a file is sent where it is asked for (`Range`): players of
sound and the browsers' PDF viewers begin before the whole file has come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import etag

from .models.documents import SiteDocument

PIECE = 64 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
SECONDS = 3600

# The browsers' own PDF viewers do not open in a sandbox; PDFs are known by their content.
SHOWN = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
SAVED = "default-src 'none'; frame-ancestors 'none'; sandbox"


def hand_out(document: SiteDocument, request: HttpRequest) -> HttpResponseBase:
    """`?unduh=1` downloads what the browser would show."""
    return etag(lambda *_: document.get_file_hash())(_hand_out)(request, document)


def _hand_out(request: HttpRequest, document: SiteDocument) -> HttpResponseBase:
    try:
        file = document.file.storage.open(document.file.name or "", "rb")
    except FileNotFoundError:
        return HttpResponse(status=404)
    shown = document.opens_in_browser and "unduh" not in request.GET
    response = _answer(request, file, document.file.size)
    response.headers["Content-Type"] = document.content_type
    response.headers["Content-Disposition"] = (
        content_disposition_header(not shown, document.download_name) or ""
    )
    response.headers["Content-Security-Policy"] = SHOWN if shown else SAVED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN" if shown else "DENY"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = f"private, max-age={SECONDS}"
    # Compressed already, and a part of a compressed file is not a file's part.
    response.headers["Content-Encoding"] = "identity"
    return response


def _answer(request: HttpRequest, file: IO[bytes], size: int) -> HttpResponseBase:
    asked = RANGE.match(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()):
        return FileResponse(file)
    first, last = _bounds(asked, size)
    if first > last:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    part = StreamingHttpResponse(_pieces(file, first, last - first + 1), status=206)
    part.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    part.headers["Content-Length"] = str(last - first + 1)
    return part


def _bounds(asked: re.Match[str], size: int) -> tuple[int, int]:
    """First and last byte; first > last where there is nothing to send."""
    begin, end = asked.groups()
    if not begin:
        return max(size - int(end), 0), size - 1 if int(end) else -1
    return int(begin), min(int(end) if end else size - 1, size - 1)


def _pieces(file: IO[bytes], first: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while length and (piece := file.read(min(PIECE, length))):
            length -= len(piece)
            yield piece
