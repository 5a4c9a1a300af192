"""What people want to hear of, and in which language."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from notices.models import Contact, Preference


@transaction.atomic
def choose(user: User, choices: Mapping[tuple[str, str], bool], *, language: str = "") -> None:
    """Write the person's choices: (kind, channel) → wanted."""
    rows = [
        Preference(user=user, kind=kind, channel=channel, wanted=wanted)
        for (kind, channel), wanted in choices.items()
    ]
    kept = {(row.kind, row.channel): row for row in Preference.objects.of(user).select_for_update()}
    changed = [row for row in rows if (old := kept.get((row.kind, row.channel))) and old.wanted != row.wanted]
    for row in changed:
        row.pk = kept[row.kind, row.channel].pk
    Preference.objects.bulk_update(changed, ["wanted"])
    Preference.objects.bulk_create(
        [row for row in rows if (row.kind, row.channel) not in kept], ignore_conflicts=True
    )
    if language:
        Contact.objects.update_or_create(user=user, defaults={"language": language})
