from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "letters"

    def ready(self) -> None:
        from accounts import registry
        from ui.menus import Item, account_menu, explore_menu, signed_in

        from . import permissions  # noqa: F401 (it adds its rules)
        from .own_data import own_letters

        registry.own_data["letters"] = own_letters
        registry.school_links.append((_("Letters and certificates"), "school_letters"))
        explore_menu.add(Item(_("Verify a letter"), "check_letter", icon="shield-check", order=80))
        account_menu.add(
            Item(_("My certificates"), "my_letters", "document-check", 60, signed_in),
            Item(
                _("Letters of the city"), "city_letters", icon="document-text", order=62, visible=serves_city
            ),
        )


def serves_city(request: HttpRequest) -> bool:
    from accounts.permissions import scope_of

    return request.user.is_authenticated and scope_of(request.user).city
