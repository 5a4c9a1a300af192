"""What happens at the door, whatever lies behind it."""

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse

from literasi.reading import services
from literasi.reading.models import Review
from literasi.reading.views.doors import for_readers
from tests.accounts.people import settled
from tests.factories.accounts import ClassroomFactory
from tests.factories.reading import a_pupil, a_teacher
from tests.reading.exchange.files import goodreads

pytestmark = pytest.mark.django_db


def test_what_a_second_click_finds_gone_is_not_there():
    @for_readers
    def view(request):
        return Review.objects.get(pk=0)

    request = RequestFactory().post("/")
    request.user = a_pupil().user
    with pytest.raises(Http404):
        view(request)


def test_a_paused_reader_loads_no_history_either(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    classroom = ClassroomFactory()
    pupil, teacher = a_pupil(classroom), a_teacher(classroom)
    services.pause_journal(pupil.user, classroom=classroom, reason="Mari bicara.", by=teacher)
    client = Client()
    client.force_login(settled(pupil.user))
    assert client.post(reverse("import_history"), {"file": goodreads()}).status_code == 403
    assert client.post(reverse("confirm_history", args=[1])).status_code == 403
