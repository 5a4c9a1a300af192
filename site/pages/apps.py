from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail.signals import page_published, post_page_move

        from accounts import registry
        from ui import offline
        from ui.languages import counterparts
        from ui.menus import Item, explore_menu, footer_menu, main_menu

        from . import announcing, asking, brand_listeners, caching, languages, listeners, menus
        from .models import Partner
        from .services import cms

        if cms.admit not in registry.role_listeners:
            registry.role_listeners.append(cms.admit)
        announcing.announce()
        asking.announce()
        offline.readable |= {"calendar", "opening_hours"}
        footer_menu.add_source(menus.standing_pages)
        main_menu.add_source(menus.pages_for_visitors)
        main_menu.add(Item(_("Newsroom"), "/cms/", "pencil-square", 45, menus.writes_news))
        explore_menu.add(Item(_("Write for the news"), "my_articles", "pencil", 78, menus.writes_articles))
        explore_menu.add(Item(_("Search"), "search", icon="magnifying-glass", order=80))
        page_published.connect(listeners.make_renditions_of, dispatch_uid="pages.renditions")
        for signal in (post_save, post_delete, post_page_move):
            signal.connect(caching.open_new_edition, dispatch_uid="pages.edition")
        if languages.counterpart not in counterparts:
            counterparts.append(languages.counterpart)
        post_save.connect(listeners.make_logo_of, sender=Partner, dispatch_uid="pages.logo")
        self.speak_through_notices()
        brand_listeners.follow_settings()

    def speak_through_notices(self) -> None:
        """The outbox instead of Wagtail's own e-mails: of two receivers of one name the first stays."""
        from wagtail.models import TaskState, WorkflowState
        from wagtail.signals import (
            page_published,
            task_submitted,
            workflow_approved,
            workflow_rejected,
            workflow_submitted,
        )

        from accounts import registry

        from . import listeners, own_data, telling

        telling.register()
        registry.own_data["articles"] = own_data.own_articles_data
        page_published.connect(listeners.tell_writers, dispatch_uid="pages.tell_writers")
        for signal, listener, sender, uid in (
            (task_submitted, listeners.tell_editors, TaskState, "group_approval_task_submitted"),
            (workflow_rejected, listeners.tell_it_came_back, WorkflowState, "workflow_state_rejected"),
            (workflow_submitted, listeners.say_nothing, WorkflowState, "workflow_state_submitted"),
            (workflow_approved, listeners.say_nothing, WorkflowState, "workflow_state_approved"),
        ):
            signal.connect(listener, sender=sender, dispatch_uid=f"{uid}_email_notification")
