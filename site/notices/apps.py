from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        from accounts import registry as accounts
        from ui.bells import bells
        from ui.menus import Item, account_menu, signed_in

        from . import permissions, registry  # noqa: F401 (permissions adds its rules)
        from .own_data import own_notices
        from .queries import bell

        bells["notices"] = bell
        accounts.own_data["notices"] = own_notices
        accounts.school_links.append((_("Messages of the school"), "school_outbox"))
        account_menu.add(
            Item(_("Notices"), "my_notices", "bell", 58, signed_in),
            Item(_("Messages of the city"), "city_outbox", "paper-airplane", 63, serves_city),
        )
        for channel in registry.BY_PHONE:
            registry.register(
                registry.NoticeKind(
                    slug=f"phone-code-{channel}",
                    name=_("Code for a telephone number"),
                    template="notices/notices/phone_code",
                    channels=(channel,),
                    urgent=True,
                )
            )


def serves_city(request: HttpRequest) -> bool:
    from accounts.permissions import scope_of

    return request.user.is_authenticated and scope_of(request.user).city
