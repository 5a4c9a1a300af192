"""Sign-in (allauth's views under Indonesian paths), the own account, schools and their people."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import include, path, re_path

from . import views

sign_in = [
    path("masuk/", views.sign_in, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("akun/pin-baru/", views.choose_pin, name="choose_pin"),
    path("akun/daftar/", account.signup, name="account_signup"),
    path("akun/nonaktif/", account.account_inactive, name="account_inactive"),
    path("akun/pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/email/", account.email, name="account_email"),
    path("akun/email/terkirim/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^akun/email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/sandi/buat/", account.password_set, name="account_set_password"),
    path("akun/sandi/lupa/", account.password_reset, name="account_reset_password"),
    path("akun/sandi/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^akun/sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "akun/sandi/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
second_factor = [
    path("", mfa.index, name="mfa_index"),
    path("masuk/", mfa.authenticate, name="mfa_authenticate"),
    path("pastikan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("aplikasi/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("kode-cadangan/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("kode-cadangan/baru/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("kode-cadangan/unduh/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
google = [
    path("batal/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("gagal/", social.login_error, name="socialaccount_login_error"),
    path("daftar/", social.signup, name="socialaccount_signup"),
    path("terhubung/", social.connections, name="socialaccount_connections"),
]
people = [
    path("profil/", views.profile, name="profile"),
    path("profil/data.json", views.own_data, name="own_data"),
    path("sekolah/", views.schools, name="schools"),
    path("sekolah/baru/", views.add_school, name="add_school"),
    path("sekolah/<slug:npsn>/", views.school, name="school"),
    path("sekolah/<slug:npsn>/orang/baru/", views.create_staff, name="create_staff"),
    path("sekolah/<slug:npsn>/orang/<int:pk>/", views.person, name="person"),
    path("sekolah/<slug:npsn>/orang/<int:pk>/pin/", views.person_pin, name="person_pin"),
    path(
        "sekolah/<slug:npsn>/orang/<int:pk>/dua-langkah/lepas/",
        views.remove_second_factor,
        name="remove_second_factor",
    ),
    path("sekolah/<slug:npsn>/orang/<int:pk>/peran/", views.grant_role, name="grant_role"),
    path("sekolah/<slug:npsn>/peran/<int:pk>/cabut/", views.revoke_role, name="revoke_role"),
    path("kelas/<int:pk>/murid/", views.class_pupils, name="class_pupils"),
    path("kelas/<int:pk>/murid/<int:pupil>/pin/", views.pupil_pin, name="pupil_pin"),
    path("kelas/<int:pk>/kartu-pin.pdf", views.pin_cards, name="pin_cards"),
]
consents = [
    path("kelas/<int:pk>/izin/", views.class_consents, name="class_consents"),
    path("kelas/<int:pk>/izin/lembar.pdf", views.consent_slips, name="consent_slips"),
    path("kelas/<int:pk>/murid/<int:pupil>/izin/", views.pupil_consents, name="pupil_consents"),
    path(
        "kelas/<int:pk>/murid/<int:pupil>/izin/<int:consent>/cabut/",
        views.withdraw_consent,
        name="withdraw_consent",
    ),
    path(
        "kelas/<int:pk>/murid/<int:pupil>/izin/tautan/",
        views.make_guardian_link,
        name="make_guardian_link",
    ),
    path(
        "kelas/<int:pk>/murid/<int:pupil>/izin/tautan/<int:link>/cabut/",
        views.revoke_guardian_link,
        name="revoke_guardian_link",
    ),
    path("profil/izin/", views.own_consents, name="own_consents"),
    path("izin/<str:token>/", views.guardian_consent, name="guardian_consent"),
]
calendar = [
    path("", views.school_calendar, name="school_calendar"),
    path("hari/", views.set_school_days, name="set_school_days"),
    path("libur/", views.add_school_holiday, name="add_school_holiday"),
    path("libur/<int:pk>/hapus/", views.delete_school_holiday, name="delete_school_holiday"),
]
roster = [
    path("", views.import_roster, name="import_roster"),
    path("<int:pk>/", views.review_roster, name="review_roster"),
    path("<int:pk>/muat/", views.confirm_roster, name="confirm_roster"),
    path("<int:pk>/buang/", views.discard_roster, name="discard_roster"),
    path("<int:pk>/hasil/", views.roster_result, name="roster_result"),
    re_path(r"^(?P<pk>\d+)/bermasalah\.(?P<form>csv|xlsx)$", views.roster_errors, name="roster_errors"),
]
urlpatterns = [
    *sign_in,
    path("akun/dua-langkah/", include(second_factor)),
    path("akun/google/", include(google)),
    path("akun/", include("allauth.socialaccount.providers.google.urls")),
    *people,
    *consents,
    path("sekolah/<slug:npsn>/kalender/", include(calendar)),
    path("sekolah/<slug:npsn>/rombel/impor/", include(roster)),
]
