"""Stops of the mobile library, as editors write them down."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError

from pages.visits import Repeats, Stop

REPEATS = [
    (Repeats.WEEKLY.value, _("every week")),
    (Repeats.FORTNIGHTLY.value, _("every other week")),
    (Repeats.MONTHLY.value, _("every month, on the same weekday")),
    (Repeats.DATES.value, _("only on the days given")),
]


class CancelledBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Day"))
    reason = blocks.CharBlock(label=_("Reason"), max_length=120)

    class Meta:
        icon = "cross"


class StopBlock(blocks.StructBlock):
    place = blocks.CharBlock(label=_("Place"), max_length=80, help_text=_("Balai RW 03, SDN 2, market."))
    village = blocks.CharBlock(label=_("Village or kelurahan"), max_length=60)
    repeats = blocks.ChoiceBlock(label=_("How often"), choices=REPEATS, default=Repeats.WEEKLY.value)
    first = blocks.DateBlock(label=_("First day"), help_text=_("It sets the weekday."))
    last = blocks.DateBlock(label=_("Last day"), required=False, help_text=_("Empty: until further notice."))
    more = blocks.ListBlock(blocks.DateBlock(label=_("Day")), label=_("Further single days"), default=[])
    starts = blocks.TimeBlock(label=_("From"))
    ends = blocks.TimeBlock(label=_("Until"))
    who = blocks.CharBlock(label=_("Who may borrow"), required=False, max_length=120)
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=160)
    cancelled = blocks.ListBlock(CancelledBlock(), label=_("Days called off"), default=[])

    class Meta:
        icon = "site"
        label = _("Stop")
        description = _("One place with its day and its hours.")
        preview_value = {
            "place": "Balai RW 03",
            "village": "Kelurahan Sukamaju",
            "repeats": Repeats.WEEKLY.value,
            "first": dt.date(2026, 11, 24),
            "last": None,
            "more": [],
            "starts": dt.time(9),
            "ends": dt.time(11),
            "who": "Semua warga",
            "note": "",
            "cancelled": [],
        }
        template = "blocks/stop.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if cleaned["ends"] <= cleaned["starts"]:
            errors["ends"] = ValidationError(_("It must end after it begins."))
        if cleaned["last"] and cleaned["last"] < cleaned["first"]:
            errors["last"] = ValidationError(_("The last day cannot lie before the first."))
        if cleaned["more"] and cleaned["repeats"] != Repeats.DATES:
            errors["more"] = ListBlockValidationError(
                non_block_errors=[_("Single days go with “only on the days given”.")]
            )
        if not errors and (wrong := self._never_visited(cleaned)):
            errors["cancelled"] = ListBlockValidationError(non_block_errors=[wrong])
        if errors:
            raise blocks.StructBlockValidationError(errors)
        return cleaned

    def _never_visited(self, value: Any) -> str:
        stop = stop_of("", value)
        days = [f"{day:%d-%m-%Y}" for day in stop.cancelled if not stop.comes_on(day)]
        return _("The mobile library does not come on %(days)s.") % {"days": ", ".join(days)} if days else ""


def stop_of(key: str, value: Any) -> Stop:
    """What was written down, as pages.visits reckons with it."""
    return Stop(
        key=key,
        place=value["place"],
        village=value["village"],
        repeats=Repeats(value["repeats"]),
        first=value["first"],
        last=value["last"],
        more=tuple(value["more"]),
        starts=value["starts"],
        ends=value["ends"],
        who=value["who"] or "",
        note=value["note"] or "",
        cancelled={each["date"]: each["reason"] for each in value["cancelled"]},
    )
