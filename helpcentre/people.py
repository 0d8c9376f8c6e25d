"""Who may enter the desk, in Italian: people, groups, and what each may do."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_tasks_db.models import DBTaskResult

from guides.desk.base import DeskAdmin
from guides.record.password import AsksPassword
from helpcentre.accounts.inviting import Invites
from helpcentre.accounts.shown_of_people import ShowsSecondStep

ACTS = {"add": "aggiungere", "change": "modificare", "delete": "eliminare", "view": "guardare"}


class PermissionField(forms.ModelMultipleChoiceField):
    """«Guide: modificare» in the place of "Can change guida"; only what the desk has."""

    def label_from_instance(self, permission: Permission) -> str:
        act = ACTS.get(permission.codename.partition("_")[0])
        is_plain = act and permission.codename.count("_") == 1 and permission.name.startswith("Can")
        model = permission.content_type.model_class()
        kind = str(model._meta.verbose_name_plural) if model else permission.content_type.model
        return f"{kind[:1].upper()}{kind[1:]}: {act if is_plain else permission.name.lower()}"


def permissions_of_the_desk():
    """Those of the models that have a page or rows at the desk: no machinery's."""
    shown = set(admin.site._registry)
    shown |= {rows.model for desk in admin.site._registry.values() for rows in desk.inlines}
    names = {(m._meta.app_label, m._meta.model_name) for m in shown}
    wanted = [
        permission.pk
        for permission in Permission.objects.select_related("content_type")
        if (permission.content_type.app_label, permission.content_type.model) in names
    ]
    return Permission.objects.filter(pk__in=wanted).select_related("content_type")


class GivesPermissions:
    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.related_model is Permission:
            kwargs |= {"form_class": PermissionField}
        field = super().formfield_for_manytomany(db_field, request=request, **kwargs)
        if db_field.related_model is Permission:
            field.queryset = permissions_of_the_desk()
        return field


# The worker's own table is nobody's reading, nor are anybody's keys.
admin.site.unregister([User, Group, DBTaskResult, TOTPDevice, StaticDevice])


@admin.register(User)
class Users(AsksPassword, Invites, ShowsSecondStep, GivesPermissions, UserAdmin, DeskAdmin):
    is_administrative = True
    list_display = ["username", "email", "first_name", "last_name", "is_staff", "is_active"]
    add_fieldsets = [(None, {"fields": ["first_name", "last_name", "email", "groups"]})]
    fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email"]}),
        (
            "Che cosa può fare",
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        ("Date", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    help_texts = {
        "first_name": "I colleghi e, sotto le risposte, i lettori lo vedono.",
        "last_name": "I colleghi lo vedono.",
        "email": "Qui arriva il collegamento per la password; poi gli avvisi.",
    }

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def get_readonly_fields(self, request, obj=None):
        """Who does not administer the site makes nobody an administrator."""
        above = [] if request.user.is_superuser else ["is_superuser", "user_permissions"]
        return [*super().get_readonly_fields(request, obj), *above]


def _may_touch(request, person: User | None) -> bool:
    """An administrator is an administrator's affair: else a changed address would be enough."""
    return person is None or not person.is_superuser or request.user.is_superuser


@admin.register(Group)
class Groups(AsksPassword, GivesPermissions, GroupAdmin, DeskAdmin):
    is_administrative = True
    help_texts = {"name": "Per esempio «Collaboratori»."}
