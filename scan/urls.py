from django.urls import path

from scan.views import (
    follow_up,
    logo,
    no_mail,
    own_words,
    people,
    public,
    respondent,
    scans,
    sending,
    withdraw,
)

app_name = "scan"
urlpatterns = [
    path("", public.home, name="home"),
    path("privacy/", public.privacy, name="privacy"),
    path("intrekken/", withdraw.withdraw, name="withdraw"),
    path("geen-mail/<str:token>/", no_mail.no_mail, name="no_mail"),
    path("taal/", public.language, name="language"),
    path("v/<str:token>/", respondent.welcome, name="welcome"),
    path("v/<str:token>/rol/", respondent.role, name="role"),
    path("v/<str:token>/blok/<int:number>/", respondent.block, name="block"),
    path("v/<str:token>/eigen-woorden/", own_words.words, name="own_words"),
    path("v/<str:token>/versturen/", sending.check, name="check"),
    path("v/<str:token>/bedankt/", sending.thanks, name="thanks"),
    path("v/<str:token>/stoppen/", respondent.stop, name="stop"),
    path("organisaties/", people.organisations, name="organisations"),
    path("organisaties/nieuw/", people.organisation_new, name="organisation_new"),
    path("o/<slug:slug>/", scans.scans, name="scans"),
    path("o/<slug:slug>/leden/", people.members, name="members"),
    path("o/<slug:slug>/leden/wijzigen/", people.member_change, name="member_change"),
    path("o/<slug:slug>/logo/", logo.logo, name="logo"),
    path("o/<slug:slug>/logo.<str:kind>", logo.logo_file, name="logo_file"),
    path("o/<slug:slug>/scans/nieuw/", scans.scan_new, name="scan_new"),
    path("o/<slug:slug>/scans/<uuid:pk>/bewerken/", scans.scan_edit, name="scan_edit"),
    path("o/<slug:slug>/scans/<uuid:pk>/vervolg/", follow_up.follow_up, name="follow_up"),
    path("o/<slug:slug>/scans/<uuid:pk>/openen/", scans.open_scan, name="open"),
    path("o/<slug:slug>/scans/<uuid:pk>/links/", scans.links, name="links"),
    path("o/<slug:slug>/scans/<uuid:pk>/links/<str:role>.svg", scans.qr_code, name="qr"),
    path("o/<slug:slug>/scans/<uuid:pk>/voorbeeld/<str:role>/", scans.preview, name="preview"),
]
