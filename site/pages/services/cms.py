"""Who may do what in the CMS: three groups that follow from roles, and one workflow.

Penulis (teacher, librarian)  write drafts of their own and hand them in
Editor (editor)               publish news, approve what was handed in; opening hours, the notice on pages
Pengelola situs (city admin)  every page, categories, redirects, name and colours

Groups are Wagtail's way to grant; roles (accounts.Grant) stay the only truth. `admit` brings one person's
groups in line with their roles, `prepare_cms` everybody's.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.models import Grant, Role, User

WRITERS, EDITORS, MANAGERS = "Penulis", "Editor", "Pengelola situs"
ROLES = {
    WRITERS: [Role.TEACHER, Role.LIBRARIAN],
    EDITORS: [Role.EDITOR],
    MANAGERS: [Role.CITY_ADMIN],
}
WORKFLOW = "Pemeriksaan berita"
TASK = "Diperiksa editor"

# What the whole site draws from, kept as lists in the CMS.
KEPT_LISTS = ["award", "partner", "questioncategory"]


def _may(*verbs: str) -> list[tuple[str, str]]:
    return [("pages", f"{verb}_{name}") for verb in verbs for name in KEPT_LISTS]


# (app, codename) of rights that are not bound to one page or collection.
RIGHTS = {
    WRITERS: [("wagtailadmin", "access_admin")],
    EDITORS: [
        ("wagtailadmin", "access_admin"),
        ("simple_translation", "submit_translation"),
        ("pages", "add_newscategory"),
        ("pages", "change_newscategory"),
        *_may("add", "change"),
        ("pages", "change_openinghours"),
        ("pages", "change_alertbanner"),
    ],
    MANAGERS: [
        ("wagtailadmin", "access_admin"),
        ("simple_translation", "submit_translation"),
        *[("pages", f"{verb}_newscategory") for verb in ("add", "change", "delete")],
        *_may("add", "change", "delete"),
        *[("pages", f"change_{name}") for name in ("siteidentity", "openinghours", "alertbanner")],
        *[("wagtailredirects", f"{verb}_redirect") for verb in ("add", "change", "delete")],
        *[("wagtailcore", f"{verb}_collection") for verb in ("add", "change")],
    ],
}
ON_NEWS = {
    WRITERS: ["add_page"],
    EDITORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
ON_HOME = {
    MANAGERS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"],
}
ON_FILES = {
    WRITERS: ["add_image", "choose_image"],
    EDITORS: ["add_image", "change_image", "choose_image", "add_document", "choose_document"],
    MANAGERS: [
        *("add_image", "change_image", "delete_image", "choose_image"),
        *("add_document", "change_document", "delete_document", "choose_document"),
    ],
}
FILE_APPS = ("wagtailimages", "wagtaildocs")


@transaction.atomic
def admit(user: User) -> None:
    """Bring the person's groups in line with their roles. Called after a role is granted or revoked."""
    roles = set(Grant.objects.filter(user=user).values_list("role", flat=True))
    for name, opened_by in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        if roles & set(opened_by):
            user.groups.add(group)
        else:
            user.groups.remove(group)


@transaction.atomic
def prepare_cms(home: Page, news: Page) -> None:
    """Groups, their rights and the workflow, whatever of it is missing; then everybody's membership."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in ROLES}
    for name, group in groups.items():
        group.permissions.set(_permissions(RIGHTS[name]))
        _grant_pages(group, news, ON_NEWS.get(name, []))
        _grant_pages(group, home, ON_HOME.get(name, []))
        _grant_files(group, ON_FILES[name])
        _seat(group, ROLES[name])
    _remove_wagtails_own()
    _prepare_workflow(home, [groups[EDITORS], groups[MANAGERS]])


def _permissions(rights: list[tuple[str, str]]) -> list[Permission]:
    return [
        Permission.objects.get(content_type__app_label=app, codename=codename) for app, codename in rights
    ]


def _grant_pages(group: Group, page: Page, codenames: list[str]) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _grant_files(group: Group, codenames: list[str]) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label__in=FILE_APPS, codename__in=codenames
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _seat(group: Group, roles: list[Role]) -> None:
    entitled = set(Grant.objects.role(*roles).values_list("user_id", flat=True))
    seated = set(group.user_set.values_list("pk", flat=True))
    group.user_set.add(*(entitled - seated))
    group.user_set.remove(*(seated - entitled))


def _remove_wagtails_own() -> None:
    """The groups and the workflow that Wagtail ships, as long as nobody uses them."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    for workflow in Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True):
        tasks = [link.task for link in workflow.workflow_tasks.select_related("task")]
        workflow.delete()
        for task in tasks:
            if not task.task_states.exists():
                task.delete()


def _prepare_workflow(home: Page, approvers: list[Group]) -> None:
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    task = GroupApprovalTask.objects.filter(name=TASK).first() or GroupApprovalTask.objects.create(name=TASK)
    task.groups.set(approvers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
