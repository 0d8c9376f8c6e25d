"""The two ends of every opt-in: the form that takes an address, the page of the letter's link."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guides.contributions.fields import AddressField
from guides.contributions.links import Link, Purpose
from guides.contributions.opt_in import OptIn
from guides.contributions.private import private
from guides.spam import GuardedForm, receive
from guides.spam.rate import OTHER


class FollowForm(GuardedForm):
    """An address that wants to be told of something."""

    email = AddressField(
        label="E-mail",
        help_text="Prima ti chiediamo conferma con un messaggio; "
        "in ogni messaggio c’è come smettere.",
        error_messages={"required": "Scrivi l’indirizzo a cui vuoi ricevere gli avvisi."},
    )

    def __init__(self, *args, auto_id: str = "segui_%s", **kwargs):
        super().__init__(*args, label_suffix="", auto_id=auto_id, **kwargs)


def ask_to_follow(
    request: HttpRequest, row, *, model: type[OptIn], page: str, asked: str
) -> HttpResponse:
    """The address is asked to confirm that it follows `row`; `page` and `asked` are templates."""
    form, named = FollowForm(request.POST or None), {model.followed: row}

    def show(*, status: int = 200) -> HttpResponse:
        return render(request, page, {**named, "form": form}, status=status)

    def accept() -> HttpResponse:
        model.ask(**named, email=form.cleaned_data["email"])
        return render(request, asked, named)

    if request.method != "POST":
        return show()
    return receive(request, form, act=OTHER, show=show, accept=accept)


def confirming(model: type[OptIn], template: str) -> Callable:
    """The view of the link in a first letter: a page with a button, because programs open links."""

    @private(Purpose.MAILBOX)
    def confirm(request: HttpRequest, follower: OptIn, link: Link) -> HttpResponse:
        if not isinstance(follower, model):  # the link of another kind's letter
            raise Http404
        if request.method == "POST":
            follower.confirm()
        return render(request, template, {"follower": follower})

    return confirm
