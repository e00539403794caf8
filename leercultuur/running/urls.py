from django.urls import path

from leercultuur.running import views

app_name = "running"
urlpatterns = [
    path("gezond/", views.alive, name="alive"),
    path("gezond/klaar/", views.ready, name="ready"),
    path("gezond/cijfers/", views.figures, name="figures"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
