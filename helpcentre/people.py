"""Who may enter the desk, in Italian: people, groups, and what each may do."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.utils.html import format_html
from django_tasks_db.models import DBTaskResult

from guides.desk.base import DeskAdmin

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


# The worker's own table is nobody's reading.
admin.site.unregister([User, Group, DBTaskResult])


class NewPasswordForm(AdminPasswordChangeForm):
    """With its warning in Italian: Django does not translate it."""

    usable_password_help_text = format_html(
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        "Se è spento, questa persona non può entrare.",
        "La password di adesso va persa.",
    )


@admin.register(User)
class Users(GivesPermissions, UserAdmin, DeskAdmin):
    change_password_form = NewPasswordForm
    help_texts = {
        "first_name": "I colleghi e, sotto le risposte, i lettori lo vedono.",
        "last_name": "I colleghi lo vedono.",
        "email": "Per gli avvisi e per la password dimenticata.",
    }


@admin.register(Group)
class Groups(GivesPermissions, GroupAdmin, DeskAdmin):
    help_texts = {"name": "Per esempio «Collaboratori»."}
