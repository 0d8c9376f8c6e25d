"""The public forms' two partials: a field, and the summary of what is to be mended."""

import html5lib
import pytest
from django import forms
from django.template.loader import render_to_string


class Letter(forms.Form):
    title = forms.CharField(label="Titolo", help_text="In poche parole.")
    email = forms.EmailField(label="La tua e-mail", required=False)
    outcome = forms.ChoiceField(
        label="Com’è finita?",
        choices=[("bene", "Bene"), ("male", "Male")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="Ho letto le regole")
    key = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Hai già mandato questa lettera.")


@pytest.fixture
def refused():
    return Letter({"email": "non-una-email"})


def tree(html: str):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(html)


def field(form, name: str):
    return tree(render_to_string("forms/_field.html", {"field": form[name]}))


def summary(form):
    return tree(render_to_string("forms/_errors.html", {"form": form}))


def text(element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_fields_label_belongs_to_its_control():
    title = field(Letter(), "title")
    assert title.find(".//label").get("for") == title.find(".//input").get("id")


def test_a_controls_help_and_error_are_read_with_it(refused):
    title = field(refused, "title")
    control = title.find(".//input")
    described = control.get("aria-describedby").split()
    ids = {element.get("id") for element in title.iter() if element.get("id")}
    assert control.get("aria-invalid") == "true"
    assert len(described) == 2
    assert set(described) <= ids
    assert "In poche parole. Errore:" in text(title)


def test_only_what_can_be_left_empty_says_so():
    assert "(facoltativo)" in text(field(Letter(), "email"))
    assert "(facoltativo)" not in text(field(Letter(), "title"))


def test_choices_are_a_group_with_a_name():
    outcome = field(Letter(), "outcome").find(".//fieldset")
    assert text(outcome.find("legend")) == "Com’è finita?"
    assert len(outcome.findall(".//input")) == 2


def test_a_check_box_comes_before_its_label():
    agreed = field(Letter(), "agreed").find("div")
    assert [child.tag for child in agreed] == ["input", "label"]


def test_a_form_without_errors_has_no_summary():
    assert text(summary(Letter())) == ""


def test_the_summary_leads_to_every_field_that_is_wrong(refused):
    links = {text(a): a.get("href") for a in summary(refused).iter("a")}
    page = tree("".join(render_to_string("forms/_field.html", {"field": f}) for f in refused))
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert len(links) == 4
    assert all(href.removeprefix("#") in ids for href in links.values())


def test_the_summary_says_what_is_wrong_with_the_whole_and_takes_the_focus(refused):
    box = summary(refused).find("div")
    assert "Hai già mandato questa lettera." in text(box)
    assert box.get("tabindex") == "-1"
    assert "autofocus" in box.attrib
    assert box.find("div").get("role") == "alert"  # inside what has the focus
