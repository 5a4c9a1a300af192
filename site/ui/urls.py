from django.urls import path, re_path

from . import drawings, pwa, style_guide, stylesheets, views

urlpatterns = [
    path("bahasa/", views.choose_language, name="choose_language"),
    path("gambar/sampul.svg", drawings.drawn_cover, name="drawn_cover"),
    path("gambar/latar.svg", drawings.drawn_hero, name="drawn_hero"),
    path("gambar/pemandangan.svg", drawings.drawn_scene, name="drawn_scene"),
    path("gambar/bagikan.svg", drawings.drawn_share, name="drawn_share"),
    path("bagikan/<slug:kind>-<int:pk>-<slug:digest>.png", drawings.share_image, name="share_image"),
    path("gambar/lencana.svg", drawings.drawn_medal, name="drawn_medal"),
    re_path(
        r"^warna/(?P<version>\d{1,3})/(?P<ink>[0-9a-f]{6})-(?P<accent>[0-9a-f]{6})\.css$",
        stylesheets.brand_colours,
        name="brand_colours",
    ),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("sw.js", pwa.service_worker, name="service_worker"),
    path("luring/", pwa.offline_page, name="offline_page"),
    path("gaya/", style_guide.style_guide, name="style_guide"),
]
