from django.urls import path

from . import views

urlpatterns = [
    path("bahasa/", views.choose_language, name="choose_language"),
]
