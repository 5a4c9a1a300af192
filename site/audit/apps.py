from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from accounts import registry

        from . import services

        registry.witnesses.append(services.record)
