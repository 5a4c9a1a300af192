from django.urls import path

from . import drawings, pwa, style_guide, views

urlpatterns = [
    path("bahasa/", views.choose_language, name="choose_language"),
    path("gambar/sampul.svg", drawings.drawn_cover, name="drawn_cover"),
    path("gambar/latar.svg", drawings.drawn_hero, name="drawn_hero"),
    path("gambar/pemandangan.svg", drawings.drawn_scene, name="drawn_scene"),
    path("gambar/bagikan.svg", drawings.drawn_share, name="drawn_share"),
    path("bagikan/<slug:kind>-<int:pk>-<slug:digest>.png", drawings.share_image, name="share_image"),
    path("gambar/lencana.svg", drawings.drawn_medal, name="drawn_medal"),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("sw.js", pwa.service_worker, name="service_worker"),
    path("luring/", pwa.offline_page, name="offline_page"),
    path("gaya/", style_guide.style_guide, name="style_guide"),
]
