"""Publishing the smaller kinds of pages from prepared texts."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import School, User
from pages.models import Award, AwardsPage, FaqPage, HomePage, Partner, PartnersPage, TeamMember, TeamPage

from .content import as_stored, pattern_named, publish, stream


@transaction.atomic
def publish_kind(
    kind: type[Any],
    data: dict[str, Any],
    when: dt.datetime | None = None,
    *,
    by: User | None = None,
    below: Any = None,
    **fields: Any,
) -> Any:
    """Publish a page of this kind below the home page (or `below`); one with its slug is left as it is.

    `data`: slug, title, intro, pattern, show_in_menus, and body as in `publish_article`.
    """
    parent = below or HomePage.main()
    if known := kind.objects.child_of(parent).filter(slug=data["slug"]).first():
        return known
    page = kind(
        slug=data["slug"],
        title=data["title"],
        intro=data.get("intro", ""),
        search_description=data.get("intro", ""),
        pattern=pattern_named(data.get("pattern", "")),
        show_in_menus=data.get("show_in_menus", False),
        **fields,
    )
    if "body" in data:
        page.body = stream(data["body"])
    return publish(parent, page, when or timezone.now(), by)


def publish_faq(data: dict[str, Any], when: dt.datetime | None = None, *, by: User | None = None) -> FaqPage:
    """`groups`: a list of {title, questions: [{question, answer (HTML)}]}."""
    groups = [
        {
            "type": "group",
            "value": {
                "title": group["title"],
                "questions": [
                    {"question": each["question"], "answer": as_stored(each["answer"])}
                    for each in group["questions"]
                ],
            },
        }
        for group in data["groups"]
    ]
    return publish_kind(FaqPage, data, when, by=by, groups=json.dumps(groups))


@transaction.atomic
def publish_partners(
    data: dict[str, Any], when: dt.datetime | None = None, *, by: User | None = None
) -> PartnersPage:
    """`partners`: a list of a Partner's fields, without the logo; those known by name are left alone."""
    for partner in data["partners"]:
        Partner.objects.get_or_create(name=partner["name"], defaults=partner)
    return publish_kind(PartnersPage, data, when, by=by)


def publish_team(
    data: dict[str, Any], when: dt.datetime | None = None, *, by: User | None = None
) -> TeamPage:
    """`members`: a list of a TeamMember's fields, without the portrait."""
    members = [TeamMember(sort_order=place, **member) for place, member in enumerate(data["members"])]
    for member in members:
        member.clean()
    return publish_kind(TeamPage, data, when, by=by, members=members)


@transaction.atomic
def publish_awards(
    data: dict[str, Any], when: dt.datetime | None = None, *, by: User | None = None
) -> AwardsPage:
    """`awards`: a list of an Award's fields, `school` by its code; those known are left alone."""
    schools = {school.code: school for school in School.objects.all()}
    for fields in data["awards"]:
        award = Award(**{**fields, "school": schools.get(fields.get("school", ""))})
        if not Award.objects.filter(what=award.what, year=award.year).exists():
            award.full_clean()
            award.save()
    return publish_kind(AwardsPage, data, when, by=by)
