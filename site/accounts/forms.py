"""Sign-in, the choice of a PIN, and the forms of people pages."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ui.imports.forms import UploadField
from ui.sheets import MAX_BYTES, TABLE_FILES

from .exceptions import NoSchoolDays
from .logins import normalise, only_school_code, resolve
from .models import Classroom, Pupil, Role, School, SchoolHoliday, User
from .permissions import grantable_roles
from .roster.exceptions import FileTooLarge
from .validators import pupil_of, rule_for

SCHOOL_COOKIE = "school_code"
ON_A_CARD = re.compile(r"^[a-z0-9_-]+-[0-9]+$")


class SignInForm(LoginForm):
    """School code (where there are several schools), NIS or username, PIN or password.

    A card's QR code fills in the login (`?login=`); the school code is remembered on the device.
    """

    school = forms.CharField(
        label=_("School code"),
        max_length=20,
        required=False,
        help_text=_("It stands on your card. Staff leave it empty."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "on"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["school", "login", "password", "remember"])
        self.fields["login"].label = _("NIS or username")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["password"].label = _("PIN or password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["remember"].label = _("Keep me signed in on this device")
        self._fill_in()

    def _fill_in(self) -> None:
        card = normalise(self.request.GET.get("login", ""))[:60]
        if card:
            self.fields["login"].initial = card
            self.fields["password"].widget.attrs["autofocus"] = True
        # The card's PIN has only digits, but a pupil may have chosen letters since: `?huruf=1`.
        if ON_A_CARD.match(card) and "huruf" not in self.request.GET:
            self.fields["password"].widget.attrs["inputmode"] = "numeric"
        if card or only_school_code():
            del self.fields["school"]
        else:
            self.fields["school"].initial = self.request.COOKIES.get(SCHOOL_COOKIE, "")[:20]

    @property
    def numeric_keyboard(self) -> bool:
        return "inputmode" in self.fields["password"].widget.attrs

    @property
    def initial_login(self) -> str:
        return str(self.fields["login"].initial or "")

    def clean(self) -> dict[str, Any]:
        if "login" in self.cleaned_data:
            self.username = resolve(self.cleaned_data["login"], self.cleaned_data.get("school", ""))
        return super().clean()

    def user_credentials(self) -> dict[str, str]:
        return {"username": self.username, "password": self.cleaned_data["password"]}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Signs in and remembers the school (not the pupil: phones and lab computers are shared)."""
        response = super().login(request, redirect_url=redirect_url)
        code = Pupil.objects.filter(user=self.user).values_list("school__code", flat=True).first()
        if code:
            response.set_cookie(
                SCHOOL_COOKIE,
                code,
                max_age=60 * 60 * 24 * 365,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


class ChangeSecretForm(ChangePasswordForm):
    """Changing a PIN or a password: the rule shown is the one that holds for this person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = rule_for(self.user)
        if pupil_of(self.user):
            self.fields["oldpassword"].help_text = _("Forgotten? Your teacher gives you a new card.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ChoosePinForm(forms.Form):
    """A new PIN or password, typed twice because nobody can see it."""

    password1 = forms.CharField(
        label=_("New PIN or password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
    )
    password2 = forms.CharField(
        label=_("The same once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password1"].help_text = rule_for(user)

    def clean_password1(self) -> str:
        password = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "password1" in data and data.get("password2") not in (None, data["password1"]):
            self.add_error("password2", _("The two do not match. Type the same PIN twice."))
        return data


class RoleForm(forms.Form):
    """A role this manager may give at this school; a class only for a teacher."""

    role = forms.ChoiceField(label=_("Role"))
    classroom = forms.ModelChoiceField(
        label=_("Class"),
        queryset=Classroom.objects.none(),
        required=False,
        help_text=_("Only for a teacher: the class they look after."),
    )

    def __init__(self, *args: Any, actor: User, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, classroom = self.fields["role"], self.fields["classroom"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(classroom, forms.ModelChoiceField)
        role.choices = [(held.value, held.label) for held in grantable_roles(actor, school)]
        classroom.queryset = Classroom.objects.of(school).current()
        classroom.empty_label = _("no class")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("classroom") and data.get("role") != Role.TEACHER:
            self.add_error("classroom", _("Only a teacher's role is tied to a class."))
        return data


class StaffForm(RoleForm):
    """A new staff account with its first role."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    username = forms.CharField(
        label=_("Username"),
        max_length=60,
        validators=User._meta.get_field("username").validators,
        help_text=_("Short, without spaces, for example siti.rahma."),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Optional: to reset a forgotten password.")
    )
    field_order = ["name", "username", "email", "role", "classroom"]


class SchoolForm(forms.ModelForm):
    class Meta:
        model = School
        fields = ["npsn", "name", "code", "kind", "province", "regency", "district", "time_zone"]

    def clean_code(self) -> str:
        return self.cleaned_data["code"].lower()


class SchoolDaysForm(forms.Form):
    days = forms.TypedMultipleChoiceField(
        label=_("School days"),
        coerce=int,
        choices=[(n, name) for n, name in enumerate(WEEKDAYS.values(), start=1)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NoSchoolDays.message},
    )


class HolidayForm(forms.ModelForm):
    class Meta:
        model = SchoolHoliday
        fields = ["name", "starts_on", "ends_on"]
        labels = {"name": _("What for"), "starts_on": _("First free day"), "ends_on": _("Last free day")}
        help_texts = {"name": _("For example: holidays between semesters, examinations.")}
        widgets = {
            "starts_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }


class RosterForm(forms.Form):
    """A Dapodik file and the academic year it is for: the running one, or the one to come."""

    year = forms.ChoiceField(label=_("Academic year"))
    file = UploadField(
        label=_("Roster file"),
        help_text=_("The file “Daftar Peserta Didik” of Dapodik: .xlsx, .xls or .csv, 10 MB at most."),
        accept=TABLE_FILES,
        limit=MAX_BYTES,
        too_large=FileTooLarge,
    )

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = school.today()
        first = today.year if today.month >= 7 else today.year - 1
        names = [f"{start}/{start + 1}" for start in (first, first + 1)]
        self.fields["year"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
