"""What stands where: copies and places, each its own school's business."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.registry import witness

from ..exceptions import BarcodeTaken, NotYours, PlaceExists
from ..models import Copy, Place
from ..permissions import keeps_place


@transaction.atomic
def put_copy(copy: Copy, *, actor: User) -> Copy:
    """Save a new or changed copy; its owner is always its place's school."""
    stood = Copy.objects.select_for_update(of=("self",)).select_related("place").filter(pk=copy.pk).first()
    if not all(keeps_place(actor, place) for place in (copy.place, *([stood.place] if stood else []))):
        raise NotYours
    verb = "copy_changed" if copy.pk else "copy_added"
    copy.school = copy.place.school
    try:
        with transaction.atomic():
            copy.save()
    except IntegrityError as error:
        raise BarcodeTaken from error
    witness(verb, copy, actor=actor, school=copy.school, place=copy.place_id, status=copy.status)
    return copy


@transaction.atomic
def put_place(place: Place, *, actor: User) -> Place:
    """Save a new or changed place. It never changes its school: its copies' barcodes are the school's."""
    if place.pk:
        place.school_id = Place.objects.select_for_update().get(pk=place.pk).school_id
    if not keeps_place(actor, place):
        raise NotYours
    verb = "place_changed" if place.pk else "place_added"
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as error:
        raise PlaceExists from error
    witness(verb, place, actor=actor, school=place.school, kind=place.kind)
    return place
