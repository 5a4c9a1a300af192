"""Monthly reports: choose a month, have it made, fetch it."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import School
from accounts.requests import SignedInRequest

from ..models import MonthlyReport
from ..queries.kinds import months_ago
from ..services.reports import ask_for_report

MONTHS_OFFERED = 13


def _school(request: SignedInRequest, npsn: str) -> School:
    school = get_object_or_404(School, npsn=npsn)
    if not request.user.has_perm("reading.see_school", school):
        raise Http404
    return school


def _for_city(request: SignedInRequest) -> None:
    if not request.user.has_perm("reading.see_city"):
        raise PermissionDenied


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def school_report(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = _school(request, npsn)
    pdf = reverse("school_report_pdf", args=[school.npsn])
    return _report(request, school, school.today(), pdf)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def city_report(request: SignedInRequest) -> HttpResponse:
    _for_city(request)
    return _report(request, None, timezone.localdate(), reverse("city_report_pdf"))


def _report(request: SignedInRequest, school: School | None, today: dt.date, pdf: str) -> HttpResponse:
    month = _month(request.GET.get("bulan") or request.POST.get("bulan"), today)
    if request.method == "POST":
        ask_for_report(school, month, by=request.user)
        return redirect(f"{request.path}?bulan={month:%Y-%m}")
    context = {
        "school": school,
        "month": month,
        "months": [months_ago(today, n) for n in range(MONTHS_OFFERED)],
        "report": MonthlyReport.objects.filter(school=school, month=month).defer("pdf").first(),
        "pdf_url": f"{pdf}?bulan={month:%Y-%m}",
    }
    return render(request, "reading/report.html", context)


@login_required
@require_safe
def school_report_pdf(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = _school(request, npsn)
    return _pdf(request, school, school.today(), f"laporan-baca-{school.npsn}")


@login_required
@require_safe
def city_report_pdf(request: SignedInRequest) -> HttpResponse:
    _for_city(request)
    return _pdf(request, None, timezone.localdate(), "laporan-baca-kota")


def _pdf(request: SignedInRequest, school: School | None, today: dt.date, name: str) -> HttpResponse:
    month = _month(request.GET.get("bulan"), today)
    report = get_object_or_404(MonthlyReport, school=school, month=month, made_at__isnull=False)
    answer = HttpResponse(bytes(report.pdf), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}-{month:%Y-%m}.pdf"'
    return answer


def _month(asked: str | None, today: dt.date) -> dt.date:
    """The month asked for as 2026-11, if it is on offer; else the running one."""
    offered = {f"{month:%Y-%m}": month for month in (months_ago(today, n) for n in range(MONTHS_OFFERED))}
    return offered.get(asked or "", today.replace(day=1))
