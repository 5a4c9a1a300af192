from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds what needs every other app: the demo city and the process starter."""

    name = "config"
