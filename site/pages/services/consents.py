"""Taking pictures of children away from the public."""

from __future__ import annotations

import secrets
from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from audit.services import record
from pages.models import Consent, Picture


@transaction.atomic
def withdraw_picture(picture: Picture, *, by: User | None = None) -> None:
    """From now on no page shows it, and no address that anybody kept still leads to it.

    Pages leave out what may not be shown. The file itself moves to an address nobody knows, and the ready
    sizes are deleted; should consent come back, they are made again.
    """
    storage, known = picture.file.storage, picture.file.name
    with storage.open(known) as content:
        fresh = storage.save(
            str(PurePath(known).with_name(secrets.token_hex(8) + PurePath(known).suffix)), File(content)
        )
    Picture.objects.filter(pk=picture.pk).update(file=fresh)
    picture.refresh_from_db()
    picture.consent = Consent.MISSING
    picture.save(update_fields=["consent"])
    for rendition in picture.renditions.all():
        rendition.delete()
    record("withdraw_picture", picture, actor=by)
    transaction.on_commit(lambda: storage.delete(known))
