"""Anybody: /langganan/. Whoever holds a mail of ours: /langganan/<token>/. Editors: /redaksi/kabar-surel/."""

from django.urls import path

from . import views

urlpatterns = [
    path("langganan/", views.subscribe, name="subscribe"),
    path("langganan/<str:token>/", views.subscription, name="subscription"),
    path("langganan/<str:token>/pastikan/", views.confirm_newsletter, name="confirm_newsletter"),
    path("langganan/<str:token>/berhenti/", views.unsubscribe_newsletter, name="unsubscribe_newsletter"),
    path("langganan/<str:token>/data.json", views.newsletter_data, name="newsletter_data"),
    path("redaksi/kabar-surel/", views.newsletter_desk, name="newsletter_desk"),
    path("redaksi/kabar-surel/<int:pk>/", views.preview_issue, name="preview_issue"),
    path("redaksi/kabar-surel/<int:pk>/pengantar/", views.introduce_issue, name="introduce_issue"),
    path("redaksi/kabar-surel/<int:pk>/tahan/", views.hold_issue, name="hold_issue"),
]
