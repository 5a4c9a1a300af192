"""Public: /periksa/. Whoever it is about: /saya/surat/. Staff: /sekolah/…/surat/, /kota/surat/."""

from django.urls import path

from . import views

urlpatterns = [
    path("periksa/", views.check_letter, name="check_letter"),
    path("periksa/<slug:token>/", views.verify_letter, name="verify_letter"),
    path("saya/surat/", views.my_letters, name="my_letters"),
    path("surat/<slug:token>.pdf", views.letter_pdf, name="letter_pdf"),
    path("surat/<slug:token>/", views.letter, name="letter"),
    path("surat/<slug:token>/cabut/", views.revoke_letter, name="revoke_letter"),
    path("sekolah/<slug:npsn>/surat/", views.school_letters, name="school_letters"),
    path("kota/surat/", views.city_letters, name="city_letters"),
]
