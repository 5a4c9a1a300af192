"""Where QR codes and letters lead, on a machine that nobody has configured and on one that somebody has."""

from __future__ import annotations

from config.processes import base_url_at


def test_codes_of_the_demo_lead_to_the_port_it_runs_on():
    assert base_url_at("127.0.0.1", 8123) == "http://127.0.0.1:8123"


def test_a_configured_address_stays(settings):
    settings.SITE_BASE_URL = "https://baca.example.id"
    assert base_url_at("127.0.0.1", 8123) == "https://baca.example.id"


def test_all_interfaces_are_no_address_to_print(settings):
    assert base_url_at("0.0.0.0", 8000) == settings.SITE_BASE_URL
