"""Pupils: /catat/, /saya/, /rak/. Teachers: /kelas/, /verifikasi/. Schools: /sekolah/…/bacaan/.

Programmes: the desk under /program/kelola/, everything else under /program/.
"""

from django.urls import path

from . import exchange_urls, views
from .views import badges, lists, reviews, suggestions, years

pupils = [
    path("catat/", views.log_reading, name="log_reading"),
    path("catat/luring/", views.offline_log, name="offline_log"),
    path("catat/antrean/", views.log_queue, name="log_queue"),
    path("catat/buku/", views.choose_book, name="choose_book"),
    path("catatan/<int:pk>/tersimpan/", views.entry_saved, name="entry_saved"),
    path("catatan/<int:pk>/ubah/", views.edit_entry, name="edit_entry"),
    path("catatan/<int:pk>/hapus/", views.delete_entry, name="delete_entry"),
    path("catatan/<int:pk>/buku/", views.name_session_book, name="name_session_book"),
    path("saya/paraf/", views.parent_link, name="parent_link"),
    path("saya/", views.my_reading, name="my_reading"),
    path("rak/", views.my_shelf, name="my_shelf"),
    path("rak/<int:pk>/jenis/", views.describe_book, name="describe_book"),
    path("rak/<int:pk>/pindah/", views.move_shelf_book, name="move_shelf_book"),
    path("kelas-saya/", views.my_class, name="my_class"),
]
teachers = [
    path("kelas/", views.classes, name="classes"),
    path("kelas/<int:pk>/", views.class_page, name="class_page"),
    path("kelas/<int:pk>/bacaan/<int:pupil>/", views.class_reader, name="class_reader"),
    path("kelas/<int:pk>/bacaan/<int:pupil>/jeda/", views.pause_journal, name="pause_journal"),
    path("kelas/<int:pk>/bacaan/<int:pupil>/lanjut/", views.resume_journal, name="resume_journal"),
    path("kelas/<int:pk>/bacaan/<int:pupil>/percaya/", views.trust_reader, name="trust_reader"),
    path("kelas/<int:pk>/verifikasi/", views.verify_class, name="verify_class"),
    path(
        "kelas/<int:pk>/bacaan/<int:pupil>/paraf/tutup/",
        views.close_parent_links,
        name="close_parent_links",
    ),
    path("catatan/<int:pk>/diceritakan/", views.note_retelling, name="note_retelling"),
    path("paraf/<str:token>/", views.sign_reading, name="sign_reading"),
    path("kelas/<int:pk>/jurnal/", views.class_journal, name="class_journal"),
    path("lembar/", views.find_sheet, name="find_sheet"),
    path("lembar/<str:token>/", views.enter_sheet, name="enter_sheet"),
    path("kelas/<int:pk>/sesi/", views.class_session, name="class_session"),
    path("verifikasi/", views.verify_queue, name="verify_queue"),
    path("catatan/<int:pk>/kembalikan/", views.return_entry, name="return_entry"),
]
schools = [
    path("kota/bacaan/", views.city_reading, name="city_reading"),
    path("kota/bacaan/laporan/", views.city_report, name="city_report"),
    path("kota/bacaan/laporan.pdf", views.city_report_pdf, name="city_report_pdf"),
    path("sekolah/<slug:npsn>/bacaan/laporan/", views.school_report, name="school_report"),
    path("sekolah/<slug:npsn>/bacaan/laporan.pdf", views.school_report_pdf, name="school_report_pdf"),
    path("sekolah/<slug:npsn>/bacaan/", views.school_reading, name="school_reading"),
    path("sekolah/<slug:npsn>/sesi/", views.school_sessions, name="school_sessions"),
    path("sekolah/<slug:npsn>/bacaan/batas/", views.reading_policy, name="reading_policy"),
]
written = [
    path("resensi/", reviews.my_reviews, name="my_reviews"),
    path("resensi/antre/", reviews.review_queue, name="review_queue"),
    path("resensi/tulis/<int:pk>/", reviews.write_review, name="write_review"),
    path("resensi/<int:pk>/tarik/", reviews.withdraw_review, name="withdraw_review"),
    path("resensi/<int:pk>/kembalikan/", reviews.return_review, name="return_review"),
]
listed = [
    path("daftar/", lists.reading_lists, name="reading_lists"),
    path("daftar/baru/", lists.add_list, name="add_list"),
    path("daftar/<int:pk>/", lists.reading_list, name="reading_list"),
    path("daftar/<int:pk>/kartu/", lists.bingo_card, name="bingo_card"),
    path("daftar/<int:pk>/ubah/", lists.edit_list, name="edit_list"),
    path("daftar/<int:pk>/judul/", lists.change_listed, name="change_listed"),
    path("daftar/<int:pk>/salin/", lists.copy_list, name="copy_list"),
    path("daftar/<int:pk>/pensiun/", lists.retire_list, name="retire_list"),
]
chosen = [
    path("saran/", suggestions.suggestions, name="suggestions"),
    path("saran/<int:pk>/taruh/", suggestions.want_title, name="want_title"),
    path("rak/<int:pk>/lepas/", suggestions.drop_wish, name="drop_wish"),
    path("saya/tahun/", years.this_year, name="this_year"),
    path("saya/tahun/<slug:year>/", years.my_year, name="my_year"),
]
desk = "program/kelola/"
programmes = [
    path(desk, views.manage_programmes, name="manage_programmes"),
    path(f"{desk}baru/", views.new_programme, name="new_programme"),
    path(f"{desk}pratinjau/", views.programme_sentence, name="programme_sentence"),
    path(f"{desk}templat/<slug:key>/", views.start_template, name="start_template"),
    path(f"{desk}<int:pk>/", views.programme_desk, name="programme_desk"),
    path(f"{desk}<int:pk>/ubah/", views.edit_programme, name="edit_programme"),
    path(f"{desk}<int:pk>/mulai/", views.start_programme, name="start_programme"),
    path(f"{desk}<int:pk>/akhiri/", views.end_programme, name="end_programme"),
    path(f"{desk}<int:pk>/salin/", views.copy_programme, name="copy_programme"),
    path(f"{desk}<int:pk>/hapus/", views.delete_programme, name="delete_programme"),
    path(f"{desk}<int:pk>/kelas/<int:classroom>/", views.programme_class, name="programme_class"),
    path(f"{desk}<int:pk>/sertifikat/", views.issue_certificates, name="issue_certificates"),
    path(f"{desk}<int:pk>/sertifikat.pdf", views.programme_certificates, name="programme_certificates"),
    path("papan/", views.boards, name="boards"),
    path("papan/<slug:slug>/", views.board, name="board"),
    path("program/", views.programmes, name="programmes"),
    path("program/<slug:slug>/", views.programme, name="programme"),
    path("program/<slug:slug>/saya/", views.my_programme, name="my_programme"),
    path("program/<slug:slug>/kartu/", views.reading_card, name="reading_card"),
]
earned = [
    path("lencana/", badges.my_badges, name="my_badges"),
    path("lencana/kelola/", badges.manage_badges, name="manage_badges"),
    path("lencana/kelola/baru/", badges.add_badge, name="add_badge"),
    path("lencana/kelola/<int:pk>/", badges.edit_badge, name="edit_badge"),
]
urlpatterns = [
    *exchange_urls.urlpatterns,
    *pupils,
    *teachers,
    *schools,
    *written,
    *listed,
    *chosen,
    *programmes,
    *earned,
]
