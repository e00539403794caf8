"""The whole URL map; every view carries its access mark (scan/access.py)."""

from django.urls import include, path

urlpatterns = [
    path("", include("leercultuur.running.urls")),
    path("", include("scan.urls")),  # before allauth: asks again in front of two of its pages
    path("account/", include("allauth.urls")),
    path("k/", include("scan.kiosk_urls", namespace="kiosk")),
    path("", include("reports.urls")),
]
handler400 = "scan.views.errors.bad_request"
handler403 = "scan.views.errors.forbidden"
handler404 = "scan.views.errors.not_found"
handler500 = "scan.views.errors.server_error"
