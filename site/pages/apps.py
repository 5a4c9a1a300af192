from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from accounts import registry

        from . import listeners
        from .services import cms

        registry.role_listeners.append(cms.admit)
        page_published.connect(listeners.make_renditions_of, dispatch_uid="pages.renditions")
