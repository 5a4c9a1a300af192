from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "literasi.catalogue"

    def ready(self) -> None:
        from ui import offline
        from ui.imports.importer import register
        from ui.menus import Item, main_menu, shortcuts
        from ui.sharing import add_kind

        from . import sharing

        offline.readable |= {"catalogue", "title"}
        shortcuts.add(Item(_("Find a book"), "catalogue", order=20))
        register("catalogue", "literasi.catalogue.slims.uploads.catalogues")
        add_kind(sharing.KIND, sharing.cards_of)
        label = _("Manage the catalogue")
        main_menu.add(Item(label, "manage_catalogue", "rectangle-stack", 34, is_librarian))


def is_librarian(request: HttpRequest) -> bool:
    """Whose daily work it is. Others who keep books find the way from the catalogue itself."""
    from accounts.models import Role
    from accounts.permissions import scope_of

    return Role.LIBRARIAN in scope_of(request.user).roles
