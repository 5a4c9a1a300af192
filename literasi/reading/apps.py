from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "literasi.reading"
