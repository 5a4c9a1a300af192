"""Verbs on titles that keep every app's rows right."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models, transaction

from literasi.catalogue.models import Contribution, Title, TitleIndex, TitleVariant

# Later apps whose rows need more than a changed foreign key when two titles become one (a reader may
# hold both once only, say) register `(weaker, stronger)` here in their apps.ready().
merge_listeners: list[Callable[[Title, Title], None]] = []


@transaction.atomic
def merge_titles(weaker: Title, stronger: Title) -> None:
    """`weaker` is the same book: all that points at it points at `stronger` afterwards, and it is gone."""
    for listen in merge_listeners:
        listen(weaker, stronger)
    own = (Contribution, TitleVariant, TitleIndex)
    for relation in Title._meta.related_objects:
        if relation.related_model in own or isinstance(relation, models.ManyToManyRel):
            continue
        manager = relation.related_model._base_manager
        manager.filter(**{relation.field.name: weaker}).update(**{relation.field.name: stronger})
    if weaker.textbook and not stronger.textbook:
        stronger.textbook = True
        stronger.save(update_fields=["textbook"])
    weaker.delete()
