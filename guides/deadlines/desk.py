"""The desk's own acts on a rule: publishing, withdrawing, finding one as one types."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guides.deadlines.changes import changes_of
from guides.deadlines.models import Rule
from guides.deadlines.uses import uses_of
from guides.publishing.live_edition import CannotPublish
from guides.text.canonical import in_one_line
from guides.text.fields import WordsField

MOST = 12
FEW_ROWS = forms.Textarea(attrs={"rows": 3})


class PublishForm(forms.Form):
    note = WordsField(
        label="Che cosa è cambiato",
        max_length=400,
        required=False,
        widget=FEW_ROWS,
        help_text="Per i lettori: sta in fondo alla pagina, e arriva a chi segue la regola. Se è "
        "solo una correzione, lascia vuoto.",
    )


class WithdrawForm(forms.Form):
    because = WordsField(
        label="Perché",
        max_length=400,
        widget=FEW_ROWS,
        help_text="Lo legge chi arriva a quell’indirizzo.",
        error_messages={"required": "Scrivi perché: lo legge chi arriva a quell’indirizzo."},
    )


@never_cache
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What would change and what stands in the way; then, the act."""
    rule = _rule(request, pk)
    form = PublishForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            rule.publish(by=request.user, note=form.cleaned_data["note"])
        except CannotPublish as why:
            form.add_error(None, why.obstacles)
        else:
            messages.success(request, f"«{rule}»: pubblicata.")
            return redirect("admin:guides_rule_change", rule.pk)
    context = {"obstacles": rule.obstacles(), "changes": changes_of(rule), "form": form}
    return _page(request, "deadlines/desk/publish.html", rule, context)


@never_cache
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """All that uses it first; then, the act."""
    rule = _rule(request, pk)
    form = WithdrawForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        rule.withdraw(by=request.user, because=form.cleaned_data["because"])
        messages.success(request, f"«{rule}»: ritirata dal sito.")
        return redirect("admin:guides_rule_change", rule.pk)
    context = {"uses": uses_of(rule), "form": form}
    return _page(request, "deadlines/desk/withdraw.html", rule, context)


def _rule(request: HttpRequest, pk: int) -> Rule:
    if not request.user.has_perm("guides.publish_rule"):
        raise PermissionDenied
    return get_object_or_404(Rule.objects.select_related("live"), pk=pk)


def _page(request: HttpRequest, template: str, rule: Rule, context: dict) -> HttpResponse:
    from django.contrib import admin

    status = 422 if context["form"].errors else 200
    whole = admin.site.each_context(request) | {"rule": rule, "opts": Rule._meta} | context
    return render(request, template, whole, status=status)


@never_cache
@require_safe
def by_words(request: HttpRequest) -> JsonResponse:
    """Published rules by words, in the form of facts: the desk completes both."""
    if not request.user.has_perm("guides.view_rule"):
        raise PermissionDenied
    found = Rule.objects.live()
    for word in in_one_line(request.GET.get("q", ""))[:100].split():
        found = found.filter(Q(name__icontains=word) | Q(slug__icontains=word))
    return JsonResponse({"facts": [_described(rule) for rule in found[:MOST]]})


def _described(rule: Rule) -> dict:
    tag = f"{{{{scadenza:{rule.slug}}}}}"
    said = {"name": "scadenza", "what": "casella per la data", "tag": tag, "text": rule.name}
    is_old = rule.check_by is not None and rule.check_by < timezone.localdate()
    described = {"key": rule.slug, "name": "Scadenza", "is_verified": rule.said.is_verified}
    return described | {"is_expired": is_old, "formats": [said]}
