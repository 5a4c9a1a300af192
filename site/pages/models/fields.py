"""Fields that take what people write and keep it in one form."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from notices.exceptions import NotAPhoneNumber
from notices.gateways.phone import normalise
from pages import hours
from pages.exceptions import ColourTooPale, PageError
from ui.colours import on_paper
from ui.localise import number


class HoursField(models.CharField):
    """Opening hours of one day, kept as `07.00–12.00, 13.00–16.00`; empty: closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 80, "blank": True, **kwargs})

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        try:
            return hours.written(hours.read(value or ""))
        except PageError as error:
            raise ValidationError(str(error), code="hours") from error


class PhoneField(models.CharField):
    """A telephone number, kept as `+62215550100` however it was written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 24, "blank": True, **kwargs})

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        if not value:
            return ""
        try:
            return super().clean(normalise(str(value)), model_instance)
        except NotAPhoneNumber as error:
            raise ValidationError(str(error), code="phone") from error


def legible_on_paper(colour: str) -> None:
    """WCAG AA on the darkest shade of our paper; the dark theme derives its own shade from it."""
    measured = on_paper(colour)
    if not measured.is_enough:
        words = {"ratio": number(measured.ratio, 1), "nearest": measured.nearest}
        raise ValidationError(str(ColourTooPale.message) % words, code="contrast")


class ColourField(models.CharField):
    """`#1f4d3a`, dark enough for small text on paper."""

    default_validators = [RegexValidator(r"^#[0-9a-f]{6}\Z", _("Write a colour like #1f4d3a."))]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 7, **kwargs})

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        colour = super().clean(str(value or "").strip().lower(), model_instance)
        legible_on_paper(colour)
        return colour


@deconstructible
class SecureAddress(URLValidator):
    """https, with a host and no password in it."""

    message = _("Give a whole address that begins with https://.")

    def __init__(self) -> None:
        super().__init__(schemes=["https"])

    def __call__(self, value: Any) -> None:
        super().__call__(value)
        if "@" in urlsplit(value).netloc:
            raise ValidationError(self.message, code=self.code, params={"value": value})


class SecureField(models.URLField):
    """A web address that nobody on the way can read along with."""

    default_validators = [SecureAddress()]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
