from django.urls import path

from reports.views import follow, report, results

app_name = "reports"
urlpatterns = [
    path("o/<slug:slug>/scans/<uuid:pk>/", follow.follow, name="follow"),
    path("o/<slug:slug>/scans/<uuid:pk>/voorspelling/", follow.forecast, name="forecast"),
    path("o/<slug:slug>/scans/<uuid:pk>/sluiten/", follow.close, name="close"),
    path("o/<slug:slug>/scans/<uuid:pk>/resultaten/", results.results, name="results"),
    path(
        "o/<slug:slug>/scans/<uuid:pk>/resultaten/grafieken.json", results.figures, name="figures"
    ),
    path("o/<slug:slug>/scans/<uuid:pk>/rapport/", report.report, name="report"),
    path("o/<slug:slug>/scans/<uuid:pk>/rapport.pdf", report.report_pdf, name="report_pdf"),
]
