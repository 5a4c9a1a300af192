"""The link at the end of an e-mail that stops its kind. It names no person and no address."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from accounts.models import User

from . import registry
from .models import Notice, Preference
from .ways import address_hash

SALT = "notices.unsubscribe"


@dataclass(frozen=True)
class Stop:
    """What a link stops."""

    kind: str
    user_id: int | None
    hashed: str

    @property
    def name(self) -> str:
        return registry.name_of(self.kind)


def token_for(notice: Notice) -> str:
    hashed = "" if notice.user_id else address_hash(notice.address)
    return signing.dumps([notice.kind, notice.user_id, hashed], salt=SALT)


def read(token: str) -> Stop | None:
    """None for a link that we did not write, or of an account that is gone."""
    try:
        kind, user_id, hashed = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    if user_id and not User.objects.filter(pk=user_id).exists():
        return None
    return Stop(kind, user_id, hashed)


def stop(asked: Stop) -> None:
    """No more e-mails of this kind; stopping twice is stopping once."""
    Preference.objects.update_or_create(
        user_id=asked.user_id,  # type: ignore[misc]
        address_hash=asked.hashed,
        kind=asked.kind,
        channel=registry.EMAIL,
        defaults={"wanted": False},
    )
