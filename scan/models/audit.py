"""The log of who did what with a scan. The application adds lines and never changes one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from scan.models.people import Organisation
from scan.models.scan import Scan


class NeverChanged(models.QuerySet):
    """Of the log: no line is changed or removed. Old ones go in `scan.audit.forget_old`."""

    def _refuse(self, *args: object, **kwargs: object) -> None:
        raise TypeError("a line of the log is never changed or removed")

    update = delete = bulk_update = update_or_create = _refuse


class AuditEntry(models.Model):
    """One act. Nothing about respondents: no answer, no address, no token, no moment of theirs."""

    class What(models.TextChoices):
        OPENED = "opened", _("scan geopend")
        INVITED = "invited", _("mensen op de lijst gezet")
        MAILED = "mailed", _("mailronde gestart of klaargezet")
        CLOSED = "closed", _("scan gesloten")
        TEXTS = "texts", _("open antwoorden nagekeken en gepubliceerd")
        SHARED = "shared", _("link naar de uitkomsten gemaakt")
        UNSHARED = "unshared", _("link naar de uitkomsten ingetrokken")
        DOWNLOADED = "downloaded", _("bestand opgehaald")
        ERASED = "erased", _("gegevens gewist")
        LOGO = "logo", _("logo gewijzigd")
        MEMBER_INVITED = "member_invited", _("collega uitgenodigd")
        MEMBER_UNINVITED = "member_uninvited", _("uitnodiging van een collega ingetrokken")
        MEMBER_ADDED = "member_added", _("lid erbij")
        MEMBER_CHANGED = "member_changed", _("lid kreeg een andere rol")
        MEMBER_REMOVED = "member_removed", _("lid weg")
        SECOND_STEP = "second_step", _("tweede stap bij inloggen verplicht of niet")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="audit")
    scan = models.ForeignKey(Scan, null=True, on_delete=models.SET_NULL, related_name="+")
    scan_title = models.CharField(max_length=120, blank=True)  # also after the scan is deleted
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    who = models.CharField(max_length=254, blank=True)  # empty: the site itself
    what = models.CharField(max_length=20, choices=What.choices)
    detail = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    unscoped = models.Manager.from_queryset(NeverChanged)()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-at"], name="audit_of_organisation")]

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise TypeError("a line of the log is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> None:
        raise TypeError("a line of the log is never removed by itself")
