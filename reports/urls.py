from django.urls import path

from reports.views import (
    check,
    dossier,
    follow,
    handover,
    paper_form,
    plan,
    poster,
    report,
    results,
    review,
    share,
    sharing,
    slips,
)

app_name = "reports"
urlpatterns = [
    path("o/<slug:slug>/scans/<uuid:pk>/", follow.follow, name="follow"),
    path("o/<slug:slug>/scans/<uuid:pk>/voorspelling/", follow.forecast, name="forecast"),
    path("o/<slug:slug>/scans/<uuid:pk>/dossier.docx", dossier.dossier, name="dossier"),
    path(
        "o/<slug:slug>/scans/<uuid:pk>/vragenlijst-<str:role>.pdf",
        paper_form.paper_form,
        name="paper_form",
    ),
    path("o/<slug:slug>/scans/<uuid:pk>/sluiten/", follow.close, name="close"),
    path("o/<slug:slug>/scans/<uuid:pk>/affiche/<str:role>.pdf", poster.poster, name="poster"),
    path("o/<slug:slug>/scans/<uuid:pk>/strookjes/", slips.slips_page, name="slips"),
    path(
        "o/<slug:slug>/scans/<uuid:pk>/strookjes/<str:role>.pdf", slips.slips_pdf, name="slips_pdf"
    ),
    path(
        "o/<slug:slug>/scans/<uuid:pk>/strookjes/<str:role>/weg/",
        slips.slips_discard,
        name="slips_discard",
    ),
    path("o/<slug:slug>/scans/<uuid:pk>/open-antwoorden/", review.review, name="review"),
    path(
        "o/<slug:slug>/scans/<uuid:pk>/open-antwoorden/publiceren/", review.publish, name="publish"
    ),
    path(
        "o/<slug:slug>/scans/<uuid:pk>/open-antwoorden/<uuid:text>/",
        review.shorten_text,
        name="shorten_text",
    ),
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
    path("o/<slug:slug>/scans/<uuid:pk>/delen/", sharing.sharing, name="sharing"),
    path("o/<slug:slug>/scans/<uuid:pk>/delen/<uuid:share>/", sharing.share, name="share"),
    path("d/<str:token>/", share.results, name="shared"),
    path("d/<str:token>/grafieken.json", share.figures, name="shared_figures"),
    path("d/<str:token>/rapport/", share.report, name="shared_report"),
    path("d/<str:token>/rapport.pdf", share.report_pdf, name="shared_pdf"),
    path("d/<str:token>/code/", share.passcode, name="share_passcode"),
    path("o/<slug:slug>/scans/<uuid:pk>/plan/", plan.plan, name="plan"),
    path("o/<slug:slug>/scans/<uuid:pk>/plan/advies/", plan.plan_advice, name="plan_advice"),
    path("o/<slug:slug>/scans/<uuid:pk>/plan/eigen/", plan.plan_own, name="plan_own"),
    path(
        "o/<slug:slug>/scans/<uuid:pk>/plan/herinnering/", plan.plan_reminder, name="plan_reminder"
    ),
    path("o/<slug:slug>/scans/<uuid:pk>/plan/<uuid:action>/", plan.plan_edit, name="plan_edit"),
    path(
        "o/<slug:slug>/scans/<uuid:pk>/plan/<uuid:action>/stand/",
        plan.plan_status,
        name="plan_status",
    ),
    path(
        "o/<slug:slug>/scans/<uuid:pk>/plan/<uuid:action>/weg/",
        plan.plan_remove,
        name="plan_remove",
    ),
    path("o/<slug:slug>/scans/<uuid:pk>/plan.pdf", plan.plan_pdf, name="plan_pdf"),
    path("o/<slug:slug>/scans/<uuid:pk>/plan.xlsx", plan.plan_excel, name="plan_excel"),
    path("controle/", check.check, name="check"),
]
