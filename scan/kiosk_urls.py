"""The respondent's pages once more, for a shared device: the same views behind the door /k/.

Links on these pages are looked up here and nowhere else, so none can lead out of the kiosk.
"""

from django.urls import path

from scan.views import kiosk, own_words, public, respondent, sending

app_name = "scan"
urlpatterns = [
    path("taal/", public.language, name="language"),
    path("letters/", public.letters, name="letters"),
    path("<str:token>/", respondent.welcome, name="welcome"),
    path("<str:token>/rol/", respondent.role, name="role"),
    path("<str:token>/blok/<int:number>/", respondent.block, name="block"),
    path("<str:token>/eigen-woorden/", own_words.words, name="own_words"),
    path("<str:token>/versturen/", sending.check, name="check"),
    path("<str:token>/bedankt/", sending.thanks, name="thanks"),
    path("<str:token>/stoppen/", respondent.stop, name="stop"),
    path("<str:token>/privacy/", kiosk.privacy, name="kiosk_privacy"),
    path("<str:token>/nog-daar/", kiosk.still_there, name="still_there"),
    path("<str:token>/volgende/", kiosk.next_person, name="next_person"),
]
