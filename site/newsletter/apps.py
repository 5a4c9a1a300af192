from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"

    def ready(self) -> None:
        from accounts import registry as accounts
        from ui.menus import Item, account_menu, footer_menu

        from . import mailing, permissions, sections  # noqa: F401 (permissions adds its rules)
        from .own_data import own_subscription

        mailing.register()
        sections.sections["programmes"] = sections.running_programmes
        sections.sections["happenings"] = sections.coming_happenings
        accounts.own_data["newsletter"] = own_subscription
        footer_menu.add(Item(_("News by e-mail"), "subscribe", order=70))
        account_menu.add(Item(_("Newsletter"), "newsletter_desk", "envelope", 62, edits))


def edits(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.has_perm("newsletter.edit_issues")
