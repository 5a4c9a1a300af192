"""The school year on one page: free days in colour, days of the week, the school's own holidays."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import services
from accounts.calendar_sheet import school_year_of, sheet_of
from accounts.exceptions import AccountError
from accounts.forms import HolidayForm, SchoolDaysForm
from accounts.models import School, SchoolHoliday
from accounts.permissions import managed_schools, manages_school, overseen_schools
from accounts.requests import SignedInRequest
from accounts.services.calendars import YEARS


@login_required
def school_calendar(
    request: SignedInRequest,
    npsn: str,
    days_form: SchoolDaysForm | None = None,
    holiday_form: HolidayForm | None = None,
) -> HttpResponse:
    """`?tahun=2026` shows July 2026 to June 2027; without it, the running school year."""
    school = get_object_or_404(overseen_schools(request.user), npsn=npsn)
    sheet = sheet_of(school, _year(request, school))
    first, last = sheet.months[0].first, sheet.months[-1].first.replace(day=30)
    context = {
        "school": school,
        "sheet": sheet,
        "weekdays": list(zip(WEEKDAYS.values(), WEEKDAYS_ABBR.values(), strict=True)),
        "today": school.today(),
        "manages": manages_school(request.user, school),
        "holidays": SchoolHoliday.objects.of(school).between(first, last),
        "days_form": days_form or SchoolDaysForm(initial={"days": [int(day) for day in school.week_days]}),
        "holiday_form": holiday_form or HolidayForm(),
    }
    return render(request, "accounts/school_calendar.html", context)


@require_POST
@login_required
def set_school_days(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    form = SchoolDaysForm(request.POST)
    if not form.is_valid():
        return school_calendar(request, npsn, days_form=form)
    services.set_school_days(school, form.cleaned_data["days"], actor=request.user)
    messages.success(request, _("The school days have been saved."))
    return redirect(_page(school, _year(request, school)))


@require_POST
@login_required
def add_school_holiday(request: SignedInRequest, npsn: str) -> HttpResponse:
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    form = HolidayForm(request.POST, instance=SchoolHoliday(school=school))
    if form.is_valid():
        try:
            made = services.add_holiday(school, actor=request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The holiday stands in the calendar."))
            return redirect(_page(school, school_year_of(made.starts_on)))
    return school_calendar(request, npsn, holiday_form=form)


@require_POST
@login_required
def delete_school_holiday(request: SignedInRequest, npsn: str, pk: int) -> HttpResponse:
    school = get_object_or_404(managed_schools(request.user), npsn=npsn)
    holiday = get_object_or_404(SchoolHoliday.objects.of(school).select_related("school"), pk=pk)
    services.delete_holiday(holiday, actor=request.user)
    messages.success(request, _("The holiday has been taken out of the calendar."))
    return redirect(_page(school, school_year_of(holiday.starts_on)))


def _year(request: SignedInRequest, school: School) -> int:
    asked = request.GET.get("tahun", "")
    if asked.isdecimal() and len(asked) == 4 and int(asked) in YEARS:
        return int(asked)
    return school_year_of(school.today())


def _page(school: School, year: int) -> str:
    return f"{reverse('school_calendar', args=[school.npsn])}?tahun={year}"
