from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from ui.imports.importer import register
        from ui.menus import Item, account_menu, main_menu, signed_in

        register("rosters", "accounts.roster.uploads.rosters")
        account_menu.add(
            Item(_("My account"), "profile", icon="user-circle", order=70, visible=signed_in),
        )
        main_menu.add(Item(_("Schools"), "schools", icon="building-library", order=36, visible=sees_a_school))


def sees_a_school(request: HttpRequest) -> bool:
    from .permissions import OVERSEERS, scope_of

    return request.user.is_authenticated and scope_of(request.user).has(*OVERSEERS)
