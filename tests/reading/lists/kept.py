"""Reading lists in their plainest form, made by the services."""

from literasi.reading.models import ReadingList
from literasi.reading.services.lists import add_title, make_list


def a_list(maker, titles=(), *, name="Pilihan Bulan Ini", **fields) -> ReadingList:
    """Of the school of the maker's first grant; the city's for a city administrator."""
    school = fields.pop("school", maker.grants.first().school)
    kept = make_list(by=maker, school=school, name=name, **fields)
    for title in titles:
        add_title(kept, title, by=maker)
    return kept
