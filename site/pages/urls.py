from django.urls import path
from django.views.generic import RedirectView

from . import views

urlpatterns = [
    path("cari/", views.search, name="search"),
    path("sitemap.xml", views.site_map, name="site_map"),
    path("robots.txt", views.robots, name="robots"),
    # One sign-in for the whole site: the CMS's own form would skip its limits and its second factor.
    path(
        "cms/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="cms_login",
    ),
]
