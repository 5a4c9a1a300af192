from django.urls import path, re_path

from . import views
from .api import router
from .cms import cms_account

urlpatterns = [
    path("api/", views.api, name="api"),
    path("api/v2/", router.urls),
    path("jam-buka/", views.opening_hours, name="opening_hours"),
    path("cari/", views.search, name="search"),
    path("dokumen/<int:document_id>/<str:filename>", views.document, name="document"),
    # Wagtail serves only addresses that end in a slash.
    path("berita/rss.xml", views.news_feed, name="news_feed"),
    path("berita/kategori/<slug:slug>/rss.xml", views.news_feed, name="news_category_feed"),
    path("berita/atom.xml", views.news_feed, {"kind": "atom"}, name="news_atom"),
    path(
        "berita/kategori/<slug:slug>/atom.xml", views.news_feed, {"kind": "atom"}, name="news_category_atom"
    ),
    path("<path:way>/jadwal.ics", views.mobile_schedule, name="mobile_schedule"),
    path("kalender/", views.calendar, name="calendar"),
    path("kalender.ics", views.calendar_file, name="calendar_file"),
    path("sitemap.xml", views.site_map, name="site_map"),
    path("sitemap-<slug:section>.xml", views.site_map_section, name="site_map_section"),
    path("robots.txt", views.robots, name="robots"),
    path("formulir/<int:pk>/hasil/", views.form_results, name="form_results"),
    path("formulir/<int:pk>/hasil/jawaban/", views.form_answers, name="form_answers"),
    re_path(
        r"^formulir/(?P<pk>[0-9]{1,18})/hasil/jawaban\.(?P<form>csv|xlsx)$",
        views.export_form,
        name="export_form",
    ),
    path("formulir/<int:pk>/jumlah/", views.form_totals, name="form_totals"),
    path("tulis/", views.my_articles, name="my_articles"),
    path("tulis/<int:pk>/", views.edit_article, name="edit_article"),
    path("tulis/baru/<slug:template>/", views.begin_article, name="begin_article"),
    path("tulis/cms/<slug:template>/", views.begin_in_cms, name="begin_in_cms"),
    path("tanya/", views.reader_questions, name="reader_questions"),
    path("tanya/baru/", views.ask_librarian, name="ask_librarian"),
    path("tanya/saya/", views.my_questions, name="my_questions"),
    path("tanya/<int:pk>/<slug:slug>/", views.reader_question, name="reader_question"),
    path("tanya/kelola/", views.question_desk, name="question_desk"),
    path("tanya/kelola/<int:pk>/", views.answer_question, name="answer_question"),
    path("tanya/kelola/<int:pk>/ambil/", views.take_question, name="take_question"),
    path("tanya/kelola/<int:pk>/tutup/", views.close_question, name="close_question"),
    path("cms/account/", cms_account, name="cms_account"),
    path("cms/login/", views.cms_login, name="cms_login"),
]
