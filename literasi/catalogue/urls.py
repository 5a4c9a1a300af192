from django.urls import path

from . import views

urlpatterns = [
    path("katalog/", views.catalogue, name="catalogue"),
    path("katalog/cari.json", views.title_lookup, name="title_lookup"),
    path("katalog/<int:pk>-<slug:slug>/", views.title, name="title"),
]
