"""Files in and out: /saya/unduh/, /saya/impor/, /sekolah/…/bacaan/impor/, /sekolah/…/bacaan/ekspor/."""

from django.urls import include, path, re_path

from .views import exchange_in, exchange_out, history

own_files = [
    path("saya/unduh/", history.my_history, name="my_history"),
    re_path(
        r"^saya/unduh/riwayat-baca\.(?P<form>csv|json)$", history.my_history_file, name="my_history_file"
    ),
    path("saya/impor/", history.import_history, name="import_history"),
    path("saya/impor/<int:pk>/", history.review_history, name="review_history"),
    path("saya/impor/<int:pk>/muat/", history.confirm_history, name="confirm_history"),
    path("saya/impor/<int:pk>/buang/", history.discard_history, name="discard_history"),
    path("saya/impor/<int:pk>/hasil/", history.history_result, name="history_result"),
]
loads = [
    path("", exchange_in.import_reading, name="import_reading"),
    path("contoh.csv", exchange_in.reading_import_example, name="reading_import_example"),
    path("<int:pk>/", exchange_in.review_reading_import, name="review_reading_import"),
    path("<int:pk>/muat/", exchange_in.confirm_reading_import, name="confirm_reading_import"),
    path("<int:pk>/buang/", exchange_in.discard_reading_import, name="discard_reading_import"),
    path("<int:pk>/hasil/", exchange_in.reading_import_result, name="reading_import_result"),
    path("<int:pk>/bermasalah.csv", exchange_in.reading_import_problems, name="reading_import_problems"),
]
exports = [
    path("", exchange_out.export_reading, name="export_reading"),
    re_path(
        r"^(?P<kind>program|daftar)\.(?P<form>csv|xlsx)$", exchange_out.export_table, name="export_table"
    ),
    path("<int:pk>/", exchange_out.reading_export, name="reading_export"),
    path("<int:pk>/berkas/", exchange_out.reading_export_file, name="reading_export_file"),
]
school_files = [
    path("sekolah/<slug:npsn>/bacaan/impor/<slug:kind>/", include(loads)),
    path("sekolah/<slug:npsn>/bacaan/ekspor/", include(exports)),
]
urlpatterns = [*own_files, *school_files]
