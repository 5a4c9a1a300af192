"""Who may enter the routes of config."""

import pytest

ROUTES = {"health": "anyone"}


@pytest.mark.django_db
def test_anyone_may_ask_whether_the_site_is_well(client):
    answer = client.get("/sehat/")
    assert (answer.status_code, answer.content) == (200, b"ok")
