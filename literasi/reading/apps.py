from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReadingConfig(AppConfig):
    name = "literasi.reading"

    def ready(self) -> None:
        from accounts import registry as accounts
        from literasi.catalogue import registry as catalogue
        from literasi.catalogue.services.titles import merge_listeners
        from ui.imports.importer import register

        from . import announcing, certificates, own_data, panels, telling
        from .services.merging import when_titles_merge

        register("reading", "literasi.reading.exchange.importing.reading_files")
        accounts.own_data["journal"] = own_data.own_journal
        accounts.own_data["reviews"] = own_data.own_reviews
        reading = (_("Reading at this school"), "school_reading")
        if reading not in accounts.report_links:
            accounts.report_links.append(reading)
        catalogue.add_title_panel(panels.log_this_title, order=10)
        catalogue.add_title_panel(panels.reviews_of_title, order=60)
        if when_titles_merge not in merge_listeners:
            merge_listeners.append(when_titles_merge)
        certificates.register()
        announcing.add_pictures()
        telling.register()
        self.fill_menus()
        self.serve_phones()

    def serve_phones(self) -> None:
        from ui import offline
        from ui.menus import Item, shortcuts

        offline.readable |= {"programmes", "programme", "boards", "board", "reading_lists", "reading_list"}
        offline.shells["/catat/"] = "offline_log"
        shortcuts.add(Item(_("Log reading"), "log_reading", order=10))

    def fill_menus(self) -> None:
        from ui.menus import Item, explore_menu, main_menu, pupil_bar

        from . import permissions

        def is_pupil(request: HttpRequest) -> bool:
            # Before the own PIN is chosen, nothing else opens.
            return permissions.is_pupil(request.user) and not getattr(
                request.user, "must_change_password", False
            )

        def is_checker(request: HttpRequest) -> bool:
            return permissions.is_checker(request.user)

        def is_planner(request: HttpRequest) -> bool:
            return permissions.plans_programmes(request.user)

        explore_menu.add(Item(_("Reading programmes"), "programmes", "flag", 40))
        explore_menu.add(Item(_("Boards"), "boards", "trophy", 42))
        pupil_bar.add(
            Item(pgettext_lazy("menu", "Log"), "log_reading", "pencil-square", 10, is_pupil),
            Item(pgettext_lazy("menu", "My reading"), "my_reading", "home", 20, is_pupil),
            Item(pgettext_lazy("menu", "Shelf"), "my_shelf", "book-open", 30, is_pupil),
            Item(pgettext_lazy("menu", "Class"), "my_class", "user-group", 40, is_pupil),
        )
        explore_menu.add(Item(_("Reading lists"), "reading_lists", "list-bullet", 40))
        main_menu.add(
            Item(_("Classes"), "classes", "user-group", 30, is_checker),
            Item(_("Programmes"), "manage_programmes", "flag", 37, is_planner),
            Item(_("Verification"), "verify_queue", "check-circle", 35, is_checker),
            Item(
                pgettext_lazy("menu", "Reviews"),
                "review_queue",
                "chat-bubble-bottom-center-text",
                60,
                is_checker,
            ),
        )
