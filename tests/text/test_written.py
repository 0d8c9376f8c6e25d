"""Every text that people write goes through the fields of guides/text/fields.py: no form, no model,
no page of the desk has a text field of its own."""

import pkgutil
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import models
from django.forms.formsets import BaseFormSet

import guides
from guides.comments.models import Comment
from guides.companies.models import Company
from guides.text.fields import CanonicalFormField, CanonicalModelField
from guides.topics.models import Topic
from tests.desk.forms import filled_form
from tests.factories import a_live_guide
from tests.voices import comment_words

# Words of the machine's own: keys, hashes, codes, and what is made of texts that are canonical.
MADE_BY_THE_MACHINE = {
    "Attempt": {"act", "network"},
    "Block": {"key"},
    "Contributor": {"key"},
    "DeskSession": {"session_key", "session_data", "browser"},
    "Decision": {"kind", "rule", "text_hash"},
    "Edition": {"introduction_html", "introduction_text", "cover"},
    "EditionSection": {"body_html", "body_text"},
    "Appointment": {"task"},
    "Attachment": {"content_type", "digest"},
    "Backup": {"place", "not_verified", "trouble"},
    "Failure": {"key", "what", "where", "request_id"},  # types and places of the code
    "FlowDay": {"question", "answer"},
    "FlowHelp": {"kind", "identity"},
    "FlowPlace": {"kind", "identity"},
    "KeptText": {"page"},
    "LawArticle": {"urn", "digest", "trouble"},
    "LeavingFile": {"name"},
    "LetterSchedule": {"wall_time"},
    "Letter": {"template", "about", "owner", "unsubscribe_url", "trouble"},
    "Original": {"field"},
    "Picture": {"name"},
    "OutsideAddress": {"address", "reason", "leads_to", "digest"},
    "PromotedAnswer": {"question_key", "document_key"},
    "Imported": {"fingerprint"},
    "OldAddress": {"path"},  # as WordPress wrote it, compared by old_addresses.key_of
    "QueueItem": {"kind", "lesson"},
    "RefusedAddress": {"key"},
    "Schedule": {"wall_time", "zone"},
    "SearchQuestion": {"key", "answer_key"},
    "SectionVote": {"wording", "reader"},
    "SpamWord": {"word"},
    "TextTrace": {"network"},
}
INDEXES = {"QueueText", "SearchDocument", "IndexedStem", "IndexedWord"}
ANYWHERE = {"network", "sort_key"}


def is_by_the_machine(field) -> bool:
    model = field.model.__name__
    if model in INDEXES or field.name in ANYWHERE:
        return True
    return field.name in MADE_BY_THE_MACHINE.get(model, ())


def text_fields() -> list:
    found = [f for model in apps.get_app_config("guides").get_models() for f in model._meta.fields]
    is_text = (models.CharField, models.TextField)
    return [f for f in found if isinstance(f, is_text) and not f.choices]


def classes_below(base: type) -> set[type]:
    return {base} | {c for child in base.__subclasses__() for c in classes_below(child)}


def our_forms() -> set[type]:
    for module in pkgutil.walk_packages(guides.__path__, "guides."):
        import_module(module.name)
    return {form for form in classes_below(forms.BaseForm) if form.__module__.startswith("guides.")}


def is_unread(field: forms.Field) -> bool:
    """True for a text field that takes a text as it comes; hidden ones are ours."""
    is_text = isinstance(field, forms.CharField) and not isinstance(field, CanonicalFormField)
    return is_text and not isinstance(field.widget, forms.HiddenInput)


def unread_in(form: type) -> list[str]:
    return [f"{form.__name__}.{name}" for name, f in form.base_fields.items() if is_unread(f)]


def test_every_model_keeps_texts_in_their_one_form():
    unread = [
        str(f)
        for f in text_fields()
        if not isinstance(f, CanonicalModelField) and not is_by_the_machine(f)
    ]
    assert not unread


def test_the_machines_own_words_are_still_there():
    """What the list above excuses exists."""
    kept = {(f.model.__name__, f.name) for f in text_fields()}
    excused = {(model, name) for model, names in MADE_BY_THE_MACHINE.items() for name in names}
    assert excused <= kept


def test_every_form_reads_texts_in_their_one_form():
    assert not [name for form in our_forms() for name in unread_in(form)]


@pytest.mark.django_db
def test_every_page_of_the_desk_reads_texts_in_their_one_form(rf):
    request = rf.get("/admin/")
    request.user = get_user_model()(is_superuser=True, is_staff=True, is_active=True)
    unread = []
    for model, page in admin.site._registry.items():
        if model._meta.app_label != "guides":
            continue
        found = [page.get_form(request, model(), change=True)]
        if page.has_add_permission(request):
            found.append(page.get_form(request, change=False))
        found += [formset.form for formset, _ in page.get_formsets_with_inlines(request)]
        if page.list_editable:
            found.append(page.get_changelist_form(request))
        unread += [f"{model.__name__}: {name}" for form in found for name in unread_in(form)]
    assert not unread


def test_no_formset_brings_a_form_of_its_own():
    ours = [c for c in classes_below(BaseFormSet) if c.__module__.startswith("guides.")]
    assert not [c for c in ours if getattr(c, "form", None) and unread_in(c.form)]


def test_a_field_is_djangos_own_for_migrations():
    paths = {
        field.deconstruct()[1] for field in text_fields() if isinstance(field, CanonicalModelField)
    }
    paths.discard("guides.text.fields.WebAddressField")  # the one that migrations know
    assert not [path for path in paths if path.startswith("guides.text.fields")]


@pytest.mark.django_db
def test_what_a_reader_writes_is_kept_in_their_one_form(client):
    guide = a_live_guide()
    sent = comment_words(
        text="Nicolo\u0300 dell\u02bcuf\u00adficio\u200b dice no", name="An\u200bna"
    )
    assert client.post(f"/commenti/nuovo/guida/{guide.pk}/", sent).status_code == 302
    comment = Comment.objects.get()
    assert (comment.text, comment.author_name) == ("Nicolò dell’ufficio dice no", "Anna")


@pytest.mark.django_db
def test_a_required_text_that_nobody_sees_is_missing(client):
    guide = a_live_guide()
    page = client.post(f"/commenti/nuovo/guida/{guide.pk}/", comment_words(text="\u200b\u3164"))
    assert page.status_code == 422


@pytest.mark.django_db
def test_what_an_editor_writes_is_kept_in_their_one_form(client, editor):
    client.force_login(editor)
    fields = filled_form(client.get("/admin/guides/topic/add/"), "topic_form")
    typed = {"name": "Xil\u00adofoni\u202e", "slug": "xilo", "description": "Uno\u200b\r\ndue"}
    client.post("/admin/guides/topic/add/", fields | typed)
    topic = Topic.objects.get()
    assert (topic.name, topic.description) == ("Xilofoni", "Uno\ndue")


@pytest.mark.django_db
def test_rows_are_kept_and_asked_for_in_their_one_form():
    """By save, by update, in bulk; and looked for in any spelling."""
    Company.objects.create(name="Nicolo\u0300\u200b", slug="uno")
    Company.objects.bulk_create([Company(name="Due\u00ad", slug="due")])
    Company.objects.filter(slug="due").update(description="D\u02bcAngelo")
    assert Company.objects.get(name="Nicolò") == Company.objects.get(name="Nicolo\u0300")
    assert Company.objects.get(name="\ufeffDue").description == "D’Angelo"


@pytest.mark.django_db
def test_the_search_reads_a_question_in_its_one_form(client):
    page = client.get("/cerca/", {"q": "xil\u00adofono\u200b \u202erotto"}).content.decode()
    assert 'value="xilofono rotto"' in page


@pytest.mark.django_db
def test_the_desk_finds_a_name_in_any_spelling(client, editor):
    Company.objects.create(name="Nicolò Spedizioni", slug="nicolo")
    client.force_login(editor)
    page = client.get("/admin/guides/company/", {"q": "Nicolo\u0300\u200b"}).content.decode()
    assert "Nicolò Spedizioni" in page
