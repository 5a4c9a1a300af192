from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "ui"

    def ready(self) -> None:
        from .menus import Item, account_menu, main_menu, signed_in

        main_menu.add(
            Item(_("Catalogue"), "/katalog/", icon="book-open", order=10),
            Item(_("News"), "/berita/", icon="newspaper", order=20),
        )
        account_menu.add(
            Item(
                _("Change PIN or password"),
                "account_change_password",
                icon="key",
                order=80,
                visible=signed_in,
            ),
            Item(_("Two-step sign-in"), "mfa_index", icon="shield-check", order=85, visible=signed_in),
        )
