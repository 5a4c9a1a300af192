"""The gate: finds the header and lets six columns pass, by their label in the top header row.

"Nama" and "NIK" occur four times in a Dapodik file (the pupil's and three parents'); the first one
from the left is the pupil's. Rows above the header give the school's name and region.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ui.imports.exceptions import ImportRefused
from ui.sheets import Sheet, readings

from .exceptions import MissingColumns, NoHeader, SeveralTables, TooManyRows, in_own_words

MAX_LINES = 20_000
HEADER_WITHIN = 40

COLUMNS = ("Nama", "NIPD", "NISN", "JK", "Tanggal Lahir", "Rombel Saat Ini")
# Label as a file may write it (lower case, letters and digits only) → our column; best first.
LABELS = {
    "Nama": ("nama", "namapesertadidik", "namasiswa", "namalengkap", "namamurid", "namapd"),
    "NIPD": ("nipd", "nis", "nipdnis", "nisnipd", "noinduk", "nomorinduk", "nomorinduksiswa"),
    "NISN": ("nisn",),
    "JK": ("jk", "lp", "jeniskelamin", "kelamin"),
    "Tanggal Lahir": ("tanggallahir", "tgllahir"),
    "Rombel Saat Ini": ("rombelsaatini", "rombel", "rombonganbelajar", "namarombel", "kelas"),
}
PARENT_LABELS = {"nama", "tahunlahir", "jenjangpendidikan", "pekerjaan", "penghasilan", "nik"}
TOTAL = re.compile(r"(grand\s+)?(sub\s*)?(jumlah|total|rekap|rekapitulasi)\b", re.IGNORECASE)
LIST_TITLE = re.compile(r"daftar peserta didik|data (peserta didik|siswa)", re.IGNORECASE)
REGION = re.compile(r"\b(kecamatan|kabupaten|kota|provinsi)\b", re.IGNORECASE)
SCHOOL_WORD = re.compile(
    r"^(sd|sdn|sdit|sds|mi|min|mis|smp|smpn|smpit|smps|mts|mtsn|mtss|sma|sman|smas|smait|ma|man|mas|"
    r"smk|smkn|smks|mak|slb|slbn|sdlb|smplb|smalb|pkbm|skb|sekolah|madrasah)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Written:
    """One line of the file: its row number in Excel and the six cells as they were written."""

    row: int
    cells: tuple[str, ...]


@dataclass
class Roster:
    """What passed the gate. `skipped` holds row numbers of lines that are not about a pupil."""

    title: str = ""
    region: str = ""
    lines: list[Written] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)


def read(data: bytes) -> Roster:
    """The roster in a file's bytes; raises an ImportRefused naming what is wrong."""
    try:
        return _read(data)
    except ImportRefused as refused:
        raise in_own_words(refused) from refused


def _read(data: bytes) -> Roster:
    """The reading that shows a header is the right one; otherwise the likeliest one complains."""
    refusals: list[NoHeader | MissingColumns] = []
    for sheets in readings(data):
        try:
            return _only_one(sheets)
        except (NoHeader, MissingColumns) as refusal:
            refusals.append(refusal)
    # A header with a column missing says more than no header at all.
    raise next((r for r in refusals if isinstance(r, MissingColumns)), refusals[0])


def _only_one(sheets: Iterable[Sheet]) -> Roster:
    """The one sheet with a table of pupils, wherever it stands in the workbook."""
    found: list[tuple[str, Roster]] = []
    incomplete: MissingColumns | None = None
    for sheet in sheets:
        try:
            found.append((sheet.name, _Table(sheet).read()))
        except NoHeader:
            continue
        except MissingColumns as refusal:
            incomplete = incomplete or refusal
    full = [(name, roster) for name, roster in found if roster.lines]
    if len(full) > 1:
        raise SeveralTables(sheets=", ".join(name for name, _ in full))
    if not found:
        raise incomplete or NoHeader
    return (full or found)[0][1]


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def columns_of(texts: Sequence[str]) -> dict[str, int]:
    """Our column → its index in this row, for those whose label the row holds."""
    keys = [_key(text) for text in texts]
    places = {}
    for column, labels in LABELS.items():
        if label := next((label for label in labels if label in keys), None):
            places[column] = keys.index(label)
    return places


class _Table:
    """Reads one sheet from its first row to its last."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.roster = Roster()
        self.places: dict[str, int] = {}
        self.header_row = 0
        self.titles: list[str] = []

    def read(self) -> Roster:
        for number, row in enumerate(self.sheet.rows, start=1):
            if self.places:
                self._line(number, row)
            elif number > HEADER_WITHIN:
                break
            else:
                self._above(number, [self.sheet.text(cell) for cell in row])
        if not self.places:
            raise NoHeader
        self.roster.title, self.roster.region = title_of(self.titles)
        return self.roster

    def _above(self, number: int, texts: list[str]) -> None:
        places = columns_of(texts)
        if "Nama" not in places or len(places) < 2:
            self.titles += [text for text in texts[:3] if text][:1]
            return
        missing = [name for name in ("Rombel Saat Ini",) if name not in places]
        if "NIPD" not in places and "NISN" not in places:
            missing.append("NISN")
        if missing:
            raise MissingColumns(row=number, columns=", ".join(missing))
        self.places, self.header_row = places, number

    def _line(self, number: int, row: Sequence[object]) -> None:
        text = self.sheet.text
        cells = tuple(
            text(row[place]) if (place := self.places.get(column)) is not None and place < len(row) else ""
            for column in COLUMNS
        )
        if not any(cells):
            self._without_pupil(number, [text(cell) for cell in row])
        elif number - self.header_row <= 2 and _numbers_columns(cells):
            return  # "1 2 3 4 …" under the labels belongs to the header
        elif self._repeats_header(cells) or self._is_total(row, cells):
            self.roster.skipped.append(number)
        elif len(self.roster.lines) == MAX_LINES:
            raise TooManyRows(limit=MAX_LINES)
        else:
            self.roster.lines.append(Written(number, cells))

    def _without_pupil(self, number: int, texts: list[str]) -> None:
        """Nothing in our columns: a blank line, the header's second row, or something to skip."""
        filled = {_key(text) for text in texts if text}
        second_header = number == self.header_row + 1 and filled <= PARENT_LABELS
        if filled and not second_header:
            self.roster.skipped.append(number)

    def _repeats_header(self, cells: tuple[str, ...]) -> bool:
        matches = sum(_key(cell) in LABELS[column] for column, cell in zip(COLUMNS, cells, strict=True))
        return matches >= 2 or (matches == 1 and sum(map(bool, cells)) == 1 and bool(cells[0]))

    def _is_total(self, row: Sequence[object], cells: tuple[str, ...]) -> bool:
        """A line whose first word is "Jumlah" or "Total" and that identifies nobody."""
        first = next((text for cell in row if (text := self.sheet.text(cell))), "")
        # A sum may stand in any column: only an NISN, a date or a class's name means a pupil.
        nobody = len(cells[2]) < 7 and len(cells[4]) < 6 and not any(map(str.isalpha, cells[5]))
        return nobody and bool(TOTAL.match(first) or TOTAL.match(cells[0]))


def _numbers_columns(cells: tuple[str, ...]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and all(cell.isdigit() and len(cell) <= 2 for cell in filled)


def title_of(titles: list[str]) -> tuple[str, str]:
    """(school's name, line with its region) out of the lines above the header; "" where absent."""
    region = next((line for line in titles if REGION.search(line) and "," in line), "")
    after_title = ""
    for line, following in pairwise(titles):
        if LIST_TITLE.search(line) and following != region:
            after_title = following
            break
    named = [line for line in titles if SCHOOL_WORD.match(line)]
    if SCHOOL_WORD.match(after_title) or not named:
        return _name(after_title), region
    return _name(named[0]), region


def _name(line: str) -> str:
    return "" if line.lower().startswith("tanggal unduh") else " ".join(line.split())[:120]
