"""One's own: /saya/pemberitahuan/. Anybody with the link: /pemberitahuan/. Staff: /…/pesan/."""

from django.urls import path

from . import views

urlpatterns = [
    path("saya/pemberitahuan/", views.my_notices, name="my_notices"),
    path("saya/pemberitahuan/dibaca/", views.read_notices, name="read_notices"),
    path("saya/pemberitahuan/atur/", views.notice_settings, name="notice_settings"),
    path("saya/pemberitahuan/telepon/", views.give_phone, name="give_phone"),
    path("saya/pemberitahuan/telepon/kode/", views.confirm_phone, name="confirm_phone"),
    path("saya/pemberitahuan/telepon/hapus/", views.remove_phone, name="remove_phone"),
    path("saya/pemberitahuan/<int:pk>/", views.open_notice, name="open_notice"),
    path("pemberitahuan/berhenti/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("kota/pesan/", views.city_outbox, name="city_outbox"),
    path("sekolah/<slug:npsn>/pesan/", views.school_outbox, name="school_outbox"),
    path("pesan/coba-lagi/", views.retry_all, name="retry_all"),
    path("pesan/<int:pk>/coba-lagi/", views.retry_delivery, name="retry_delivery"),
    path("kelas/<int:pk>/pesan/", views.class_notices, name="class_notices"),
    path("kelas/<int:pk>/pesan/cetak/", views.notice_slips, name="notice_slips"),
]
