from django.urls import path

from . import views

urlpatterns = [
    path("katalog/", views.catalogue, name="catalogue"),
    path("katalog/cari.json", views.title_lookup, name="title_lookup"),
    path("katalog/<int:pk>-<slug:slug>/", views.title, name="title"),
    path("katalog/impor/", views.import_catalogue, name="import_catalogue"),
    path("katalog/impor/<int:pk>/", views.review_catalogue_import, name="review_catalogue_import"),
    path("katalog/impor/<int:pk>/muat/", views.confirm_catalogue_import, name="confirm_catalogue_import"),
    path("katalog/impor/<int:pk>/buang/", views.discard_catalogue_import, name="discard_catalogue_import"),
    path("katalog/impor/<int:pk>/hasil/", views.catalogue_import_result, name="catalogue_import_result"),
    path("katalog/impor/<int:pk>/catatan.csv", views.catalogue_import_notes, name="catalogue_import_notes"),
    path("katalog/kelola/", views.manage_catalogue, name="manage_catalogue"),
    path("katalog/kelola/judul/baru/", views.add_title, name="add_title"),
    path("katalog/kelola/judul/<int:pk>/", views.edit_title, name="edit_title"),
    path("katalog/kelola/judul/<int:pk>/eksemplar/baru/", views.add_copy, name="add_copy"),
    path("katalog/kelola/eksemplar/<int:pk>/", views.edit_copy, name="edit_copy"),
    path("katalog/kelola/tempat/", views.places, name="places"),
    path("katalog/kelola/tempat/baru/", views.add_place, name="add_place"),
    path("katalog/kelola/tempat/<int:pk>/", views.edit_place, name="edit_place"),
    path("usul-buku/", views.book_suggestions, name="book_suggestions"),
    path("usul-buku/baru/", views.suggest_a_book, name="suggest_a_book"),
    path("usul-buku/<int:pk>/dukung/", views.back_suggestion, name="back_suggestion"),
    path("usul-buku/kelola/", views.suggestion_desk, name="suggestion_desk"),
    path("usul-buku/kelola/<int:pk>/", views.decide_suggestion, name="decide_suggestion"),
]
