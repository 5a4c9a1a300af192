"""Programmes in their plainest valid form: running, 20 minutes a week, for every pupil of one school."""

import datetime as dt

from literasi.reading.counting import compile_plan
from literasi.reading.models import Programme, ProgrammeQuota
from tests.factories.accounts import UserFactory


def a_programme(school=None, *, quotas=(), classrooms=(), schools=(), days=30, **fields) -> Programme:
    """`quotas` as (kind, value, least). Without a school the city's. Runs `days` before and after today."""
    today = school.today() if school else dt.date.today()
    fields = {
        "name": "Ayo Membaca",
        "slug": f"ayo-membaca-{Programme.objects.count() + 1}",
        "state": "running",
        "starts_on": today - dt.timedelta(days=days),
        "ends_on": today + dt.timedelta(days=days),
        "value": 20,
    } | fields
    made_by = fields.pop("made_by", None) or UserFactory()
    programme = Programme.objects.create(school=school, made_by=made_by, **fields)
    programme.classrooms.set(classrooms)
    programme.schools.set(schools)
    for kind, value, least in quotas:
        ProgrammeQuota.objects.create(programme=programme, kind=kind, value=value, least=least)
    compile_plan(programme)
    return programme
