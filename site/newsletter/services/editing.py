"""What editors do to the open issue."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.services import record
from newsletter.exceptions import AlreadySent
from newsletter.models import Issue


@transaction.atomic
def introduce(issue: Issue, text: str, *, by: User) -> Issue:
    """Raises AlreadySent."""
    issue = _still_open(issue)
    issue.introduction = text.strip()
    issue.save(update_fields=["introduction"])
    record("issue_introduced", issue, actor=by)
    return issue


def hold(issue: Issue, *, by: User) -> Issue:
    """It is not sent, and no other in its place, until it is released. Raises AlreadySent."""
    return _set_held(issue, True, by)


def release(issue: Issue, *, by: User) -> Issue:
    """It goes out when it is due; where that is past, within the hour. Raises AlreadySent."""
    return _set_held(issue, False, by)


@transaction.atomic
def _set_held(issue: Issue, held: bool, by: User) -> Issue:
    issue = _still_open(issue)
    if issue.held != held:
        issue.held = held
        issue.save(update_fields=["held"])
        record("issue_held" if held else "issue_released", issue, actor=by)
    return issue


def _still_open(issue: Issue) -> Issue:
    found = Issue.objects.open().filter(pk=issue.pk).for_writing().first()
    if found is None:
        raise AlreadySent
    return found
