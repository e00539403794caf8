"""Who works with the site: users, their organisations, and who may do what there."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> User:
        return self.create_user(email, password, is_superuser=True, is_staff=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mailadres"), unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"


class Organisation(models.Model):
    """A company. Reached through a membership only: there is no `objects`, see access.py."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(_("naam van de organisatie"), max_length=120)
    created_on = models.DateField(auto_now_add=True)
    requires_second_factor = models.BooleanField(default=False, db_default=False)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="scan.Membership", related_name="organisations"
    )

    unscoped = models.Manager()


class Logo(models.Model):
    """The picture an organisation puts on its report: cleaned before it is stored (`scan.logo`)."""

    class Kind(models.TextChoices):
        PNG = "png", "PNG"
        SVG = "svg", "SVG"

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="logo")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)  # of `content`: names the file in addresses and keys

    unscoped = models.Manager()


class Membership(models.Model):
    class Level(models.TextChoices):
        READER = "reader", _("lezer")
        MANAGER = "manager", _("beheerder")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    level = models.CharField(_("rol"), max_length=10, choices=Level.choices)

    unscoped = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership")
        ]

    @property
    def is_manager(self) -> bool:
        return self.level == self.Level.MANAGER
