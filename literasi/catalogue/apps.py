from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "literasi.catalogue"

    def ready(self) -> None:
        from accounts.registry import own_data
        from ui import offline
        from ui.imports.importer import register
        from ui.menus import Item, explore_menu, main_menu, shortcuts
        from ui.sharing import add_kind

        from . import sharing, suggesters, telling

        offline.readable |= {"catalogue", "title"}
        shortcuts.add(Item(_("Find a book"), "catalogue", order=20))
        register("catalogue", "literasi.catalogue.slims.uploads.catalogues")
        add_kind(sharing.KIND, sharing.cards_of)
        label = _("Manage the catalogue")
        main_menu.add(Item(label, "manage_catalogue", "rectangle-stack", 34, is_librarian))
        main_menu.add(Item(_("Suggested books"), "suggestion_desk", "inbox", 38, decides_suggestions))
        explore_menu.add(Item(_("Suggest a book"), "book_suggestions", "light-bulb", 44))
        own_data["book_suggestions"] = suggesters.own_suggestions
        telling.register()


def decides_suggestions(request: HttpRequest) -> bool:
    """Librarians, and for the city's own library its administrators."""
    from accounts.models import Role
    from accounts.permissions import scope_of

    return scope_of(request.user).has(Role.LIBRARIAN)


def is_librarian(request: HttpRequest) -> bool:
    """Whose daily work it is. Others who keep books find the way from the catalogue itself."""
    from accounts.models import Role
    from accounts.permissions import scope_of

    return Role.LIBRARIAN in scope_of(request.user).roles
