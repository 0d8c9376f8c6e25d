"""What every page of the desk has: our boxes, and rows that can be put in order."""

import json
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.shortcuts import redirect
from markdownx.models import MarkdownxField

from guides.desk import kept
from guides.desk.deleting import Deleting
from guides.desk.history import what_changed
from guides.desk.ordering import ArrangedFormSet, TableFormSet
from guides.desk.widgets import DayInput, MarkdownEditor, script
from guides.pages.once import found_or_made
from guides.record.hooks import Recorded
from guides.text.canonical import in_one_line
from guides.text.fields import refuse_facts

RESULT = "#esito"  # where a page of the desk says what came of it
SAVED = "«{}»: tutto quello che hai scritto è salvo."
BOXES = {
    MarkdownxField: {"widget": MarkdownEditor},
    models.DateField: {"widget": DayInput},
    models.URLField: {"widget": forms.URLInput(attrs={"class": "vURLField"})},
}


class Explained:
    """Each field says what it does on the page: here, where its model does not."""

    help_texts: dict[str, str] = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and not field.help_text:
            field.help_text = self.help_texts.get(db_field.name, "")
        if isinstance(field, forms.CharField):
            if _takes(db_field, "takes_facts"):
                field.widget.attrs["data-takes-facts"] = True
                if _takes(db_field, "takes_deadlines"):
                    field.widget.attrs["data-takes-deadlines"] = True
            else:
                field.validators = [*field.validators, refuse_facts]
        return field


def _takes(db_field, what: str) -> bool:
    """Its text is shown with its tags said; any other would show a tag as it was typed."""
    return any(hasattr(validator, what) for validator in db_field.validators)


class DatedWhenItChanges:
    """For a page of readers with an `updated_at`: what is saved as it was did not change.

    Its rows are on the same page: when they change, so does it.
    """

    def save_model(self, request, obj, form, change):
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and not form.has_changed() and what_changed(form, formsets):
            form.instance.save()


class InOrder(ChangeList):
    """A column of names is put in the order of their sort key, where the model keeps one."""

    def get_ordering_field(self, field_name):
        found = super().get_ordering_field(field_name)
        keys = (f.name for f in self.model._meta.fields if getattr(f, "of", None) == found)
        return next(keys, found)


class DeskAdmin(Recorded, Explained, Deleting, admin.ModelAdmin):
    """A page where one thing is written."""

    formfield_overrides = BOXES
    save_on_top = False

    class Media:
        js = [script("keys"), script("unsaved")]

    def get_changelist(self, request, **kwargs):
        return InOrder

    def changelist_view(self, request, extra_context=None):
        title = {"title": str(self.opts.verbose_name_plural).capitalize()}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_view_on_site_url(self, obj=None):
        """Only what readers can see has a place on the site."""
        if obj is None or not hasattr(obj, "get_absolute_url") or not self.is_on_site(obj):
            return None
        return obj.get_absolute_url()

    def is_on_site(self, obj) -> bool:
        return getattr(obj, "is_public", True)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, in_one_line(search_term))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Whatever comes of a save is shown at its result, wherever the page was before.

        Of two that save the same name at once the second is refused by the database, after its
        form found nothing wrong: read again, the form says so.
        """
        page = partial(
            super().changeform_view, request, object_id, form_url or RESULT, extra_context
        )
        try:
            return page()
        except IntegrityError:
            return page()

    def render_change_form(self, request, context, *args, **kwargs):
        """Every form is sent in parts, the only way to be as big as the desk's bounds allow."""
        response = super().render_change_form(request, context, *args, **kwargs)
        response.context_data["has_file_field"] = True
        return response

    def construct_change_message(self, request, form, formsets, add=False):
        self.record_save(request, form, formsets, add=add)
        return "Aggiunto." if add else " ".join(what_changed(form, formsets))

    def log_change(self, request, obj, message):
        """A save that changed nothing leaves no trace: the last who saved is who changed."""
        return super().log_change(request, obj, message) if message else None

    def save_related(self, request, form, formsets, change):
        """What was typed is saved now: its private copy is over."""
        super().save_related(request, form, formsets, change)
        kept.forget(request.user, request.path)

    def response_add(self, request, obj, post_url_continue=None):
        request.just_saved = obj
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        request.just_saved = obj
        return super().response_change(request, obj)

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        """Django's own sentence takes everything for masculine: «Il guida è stato aggiunto»."""
        saved = getattr(request, "just_saved", None)
        if saved is not None and level == messages.SUCCESS:
            message = SAVED.format(saved)
        super().message_user(request, message, level, *args, **kwargs)

    def response_action(self, request, queryset):
        """The page that asks before deleting many says what to do, as that of one does."""
        response = super().response_action(request, queryset)
        if getattr(response, "context_data", None) is not None:
            response.context_data["when_held"] = self.when_held
        return response

    def delete_queryset(self, request, queryset):
        """Row by row: search and pages forget a row in its own delete()."""
        for row in queryset:
            row.delete()

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        groups = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for group in groups:
            group.inline_formset_data = partial(_in_our_words, group)
        return groups


class OneRecordAdmin(DeskAdmin):
    """For the one record of its kind: there is no list to choose it from."""

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        record, _ = found_or_made(self.model._default_manager.all(), pk=1)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return redirect(f"{name}_change", record.pk)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        name = str(self.opts.verbose_name)
        title = {"title": name[:1].upper() + name[1:], "subtitle": None}
        extra_context = title | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not self.model.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


def _in_our_words(group) -> str:
    """What Django tells its script about a group of rows, with buttons in good Italian."""
    data = json.loads(type(group).inline_formset_data(group))
    data["options"] |= {"addText": group.opts.add_text, "deleteText": "Elimina"}
    return json.dumps(data)


class ArrangedRows(Explained):
    """For an inline whose model has a `position`: dragged, moved by keyboard, or numbered."""

    formset = ArrangedFormSet
    formfield_overrides = BOXES
    extra = 0
    classes = ["arranged"]
    scripts = (script("arranged_rows"),)

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=self.scripts)


class ArrangedTable(ArrangedRows, admin.TabularInline):
    """Short rows, one a line."""

    formset = TableFormSet


class ArrangedStack(ArrangedRows, admin.StackedInline):
    """Long rows, which open one by one."""

    scripts = (*ArrangedRows.scripts, script("outline_rows"))
