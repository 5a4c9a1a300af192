from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "literasi.catalogue"

    def ready(self) -> None:
        from ui.menus import Item, main_menu

        main_menu.add(Item(_("Manage the catalogue"), "manage_catalogue", "rectangle-stack", 38, keeps_books))


def keeps_books(request: HttpRequest) -> bool:
    from . import permissions

    return permissions.keeps_books(request.user)
