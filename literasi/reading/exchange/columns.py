"""import-export Resources whose columns people may call by more than one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export.fields import Field
from import_export.resources import Resource
from import_export.widgets import Widget

from ui.sheets.labelled import Labels, Line, key_of, read_lines

Cell = str | int | float | None
LANGUAGES = ("id", "en")


class Column(Field):
    """`heading` is what the column is called in a file we write, `also` what others call it.

    Without `attribute` the resource works its cell out (`dehydrate_<name>`); a column that is not `read`
    is only written, one that is not `shown` only read.
    """

    def __init__(
        self,
        heading: str | Promise,
        widget: Widget,
        *,
        attribute: str | None = None,
        also: Sequence[str] = (),
        needed: bool = False,
        read: bool = True,
        shown: bool = True,
    ) -> None:
        super().__init__(attribute=attribute, widget=widget)
        self.heading, self.also = heading, also
        self.needed, self.read, self.shown = needed, read, shown

    def labels(self) -> set[str]:
        found = {key_of(name) for name in self.also}
        for language in LANGUAGES:
            with override(language):
                found.add(key_of(str(self.heading)))
        return found


class TableResource(Resource):
    """Reading: `lines` of a file, then `cleaned` cells of a line. Writing: `header` and `rows`.

    `first` names the columns that stand leftmost in a file we write.
    """

    first: ClassVar[tuple[str, ...]] = ()

    def columns(self) -> Mapping[str, Column]:
        return {name: field for name, field in self.fields.items() if isinstance(field, Column)}

    def lines(self, data: bytes) -> list[Line]:
        """The file's rows; raises an ImportRefused where it is no such table."""
        read = {name: column for name, column in self.columns().items() if column.read}
        labels: Labels = {name: column.labels() for name, column in read.items()}
        needed = [name for name, column in read.items() if column.needed]
        return read_lines(data, labels, needed, {name: str(c.heading) for name, c in read.items()})

    def cleaned(self, cells: Mapping[str, str]) -> tuple[dict[str, Any], str]:
        """(values, sentence about the first cell that is wrong)."""
        values: dict[str, Any] = {}
        problem = ""
        for name, column in self.columns().items():
            if not column.read:
                continue
            try:
                values[name] = column.clean({name: cells.get(name, "")})
            except ValueError as error:
                problem = problem or in_column(column.heading, str(error))
                continue
            if column.needed and values[name] in (None, ""):
                problem = problem or in_column(column.heading, _("This is empty."))
        return values, problem

    def problem(self, name: str, sentence: object) -> str:
        return in_column(self.columns()[name].heading, sentence)

    def shown(self) -> list[str]:
        names = [name for name, column in self.columns().items() if column.shown]
        return [*self.first, *(name for name in names if name not in self.first)]

    def header(self) -> list[str]:
        return [str(self.columns()[name].heading) for name in self.shown()]

    def rows(self, objects: Iterable[Any]) -> Iterator[list[Cell]]:
        shown = [self.columns()[name] for name in self.shown()]
        for one in objects:
            yield [self.export_field(column, one) for column in shown]


def in_column(heading: object, sentence: object) -> str:
    return _("Column %(column)s: %(problem)s") % {"column": heading, "problem": sentence}
