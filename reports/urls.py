from django.urls import path

from reports.views import check, follow, handover, report, results

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
    path("o/<slug:slug>/scans/<uuid:pk>/meenemen/", handover.handover, name="handover"),
    path("o/<slug:slug>/scans/<uuid:pk>/cijfers.xlsx", handover.excel, name="excel"),
    path("o/<slug:slug>/scans/<uuid:pk>/presentatie.pptx", handover.slides, name="slides"),
    path("o/<slug:slug>/scans/<uuid:pk>/bladen/<str:kind>.pdf", handover.handout, name="handout"),
    path("controle/", check.check, name="check"),
]
