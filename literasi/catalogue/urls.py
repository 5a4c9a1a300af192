from django.urls import path

from . import views

urlpatterns = [
    path("katalog/", views.catalogue, name="catalogue"),
    path("katalog/cari.json", views.title_lookup, name="title_lookup"),
    path("katalog/<int:pk>-<slug:slug>/", views.title, name="title"),
    path("katalog/kelola/", views.manage_catalogue, name="manage_catalogue"),
    path("katalog/kelola/judul/baru/", views.add_title, name="add_title"),
    path("katalog/kelola/judul/<int:pk>/", views.edit_title, name="edit_title"),
    path("katalog/kelola/judul/<int:pk>/eksemplar/baru/", views.add_copy, name="add_copy"),
    path("katalog/kelola/eksemplar/<int:pk>/", views.edit_copy, name="edit_copy"),
    path("katalog/kelola/tempat/", views.places, name="places"),
    path("katalog/kelola/tempat/baru/", views.add_place, name="add_place"),
    path("katalog/kelola/tempat/<int:pk>/", views.edit_place, name="edit_place"),
]
