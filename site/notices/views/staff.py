"""The outbox of a school or the city, and the slips of a class."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import School
from accounts.permissions import managed_schools, scope_of, taught_classrooms
from accounts.requests import SignedInRequest
from notices import queries, services, slips
from notices.exceptions import NoticeError
from notices.models import Delivery

PER_PAGE = 50


@never_cache
@login_required
def school_outbox(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    return render(request, "notices/school_outbox.html", _outbox(request, school))


@never_cache
@login_required
def city_outbox(request: SignedInRequest) -> HttpResponse:
    """Everything, the city's own and every school's."""
    if not scope_of(request.user).city:
        raise PermissionDenied
    return render(request, "notices/city_outbox.html", _outbox(request, None))


def _outbox(request: SignedInRequest, school: School | None) -> dict[str, object]:
    failed = Delivery.objects.failed().at(school).select_related("notice__user", "notice__school")
    page = Paginator(failed.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return {"school": school, "counts": queries.outbox_counts(school), "page": page}


@require_POST
@login_required
def retry_delivery(request: SignedInRequest, pk: int) -> HttpResponse:
    mine = Delivery.objects.managed_by(request.user).select_related("notice__school")
    delivery = get_object_or_404(mine, pk=pk)
    try:
        services.try_again(delivery, by=request.user)
    except NoticeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The message is back in the line."))
    return _back(request, delivery.notice.school)


@require_POST
@login_required
def retry_all(request: SignedInRequest) -> HttpResponse:
    """Every failed message of the school in the form, or of the city."""
    npsn = request.POST.get("npsn", "")
    school = get_object_or_404(managed_schools(request.user), npsn=npsn) if npsn else None
    if school is None and not scope_of(request.user).city:
        raise PermissionDenied
    count = services.try_all_again(school, by=request.user)
    words = ngettext(
        "%(count)d message is back in the line.", "%(count)d messages are back in the line.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("school_outbox", npsn) if school else redirect("city_outbox")


def _back(request: SignedInRequest, school: School | None) -> HttpResponse:
    from_city = request.POST.get("from") == "city" and scope_of(request.user).city
    return redirect("city_outbox") if from_city or school is None else redirect("school_outbox", school.npsn)


@never_cache
@login_required
def class_notices(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who is to get a slip, and who got one."""
    classroom = get_object_or_404(taught_classrooms(request.user).select_related("school", "year"), pk=pk)
    context = {
        "classroom": classroom,
        "waiting": queries.slips(classroom),
        "printed": queries.slips(classroom, again=True),
    }
    return render(request, "notices/class_notices.html", context)


@never_cache
@require_POST
@login_required
def notice_slips(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet as PDF; printing marks its slips. The file's name is the class's number."""
    classroom = get_object_or_404(taught_classrooms(request.user).select_related("school"), pk=pk)
    chosen = queries.slips(classroom, again="ulang" in request.POST)
    if not chosen:
        messages.info(request, _("There is no slip to print: everything has been read or printed."))
        return redirect("class_notices", pk)
    sheet = slips.print_slips(classroom, chosen, by=request.user)
    response = HttpResponse(sheet, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="pesan-{classroom.pk}.pdf"'
    return response
