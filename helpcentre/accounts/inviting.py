"""Who administers people writes name, address and group; the password is the person's own."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from guides.people.invitation import Invitation, invite
from guides.record.password import asks_password
from guides.text.addresses import mailbox
from guides.text.fields import EmailFormField, LineField

NO_ADDRESS = "Scrivi e salva prima il suo indirizzo e-mail: la lettera va lì."
SENT = "Abbiamo mandato a {} un collegamento che funziona una volta, per sette giorni."


class InvitedForm(forms.ModelForm):
    """A new person, who will choose the password."""

    first_name = LineField(label="Nome", max_length=150)
    last_name = LineField(label="Cognome", max_length=150, required=False)
    email = EmailFormField(label="Indirizzo e-mail", max_length=254)

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        there = User.objects.filter(email__iexact=email).first()
        if there is not None:
            raise ValidationError(f"C’è già un accesso con questo indirizzo: «{there}».")
        return email

    def clean(self) -> dict:
        data = super().clean() or {}
        if not data.get("groups") and "groups" not in self.errors:
            self.add_error("groups", "Scegli almeno un gruppo: senza, non vedrebbe niente.")
        return data

    def save(self, commit=True):
        person = self.instance
        if person._state.adding:
            person.username = free_username(person.get_full_name() or mailbox(person.email))
            person.is_staff = True
            person.set_unusable_password()
        return super().save(commit)


def free_username(name: str) -> str:
    """«anna.rossi», or with a number when somebody has it."""
    wanted = slugify(name).replace("-", ".")[:120] or "persona"
    taken = {n.lower() for n in _names_like(wanted)}
    numbered = (f"{wanted}.{n}" for n in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(n for n in numbered if n not in taken)


def _names_like(wanted: str):
    return User.objects.filter(username__istartswith=wanted).values_list("username", flat=True)


class Invites(ModelAdmin):
    """For the page of a person at the desk: invited, again, revoked."""

    add_form = InvitedForm
    add_form_template = None
    change_form_template = "people/person.html"

    def get_urls(self):
        acts = {"invita": self.send_invitation, "revoca-invito": self.revoke_invitation}
        routes = [
            path(
                f"<number:pk>/{word}/",
                self.admin_site.admin_view(self._for_a_person(act)),
                name=f"person_{act.__name__}",
            )
            for word, act in acts.items()
        ]
        return [*routes, *super().get_urls()]

    def _for_a_person(self, act):
        @asks_password()
        @require_POST
        def inner(request: HttpRequest, pk: int) -> HttpResponse:
            person = get_object_or_404(User, pk=pk)
            if not self.has_change_permission(request, person):
                raise PermissionDenied
            act(request, person)
            return redirect("admin:auth_user_change", pk)

        return inner

    def send_invitation(self, request: HttpRequest, person: User) -> None:
        if not person.email or not person.is_active:
            why = NO_ADDRESS if person.is_active else "Prima riattiva il suo accesso."
            self.message_user(request, why, messages.WARNING)
            return
        invite(person, by=request.user)
        self.message_user(request, SENT.format(person.email), messages.SUCCESS)

    def revoke_invitation(self, request: HttpRequest, person: User) -> None:
        if invitation := Invitation.objects.filter(user=person).first():
            invitation.revoke(by=request.user)
        self.message_user(request, "L’invito non vale più.", messages.SUCCESS)

    def response_add(self, request, obj, post_url_continue=None):
        """Within the transaction that made the person: with the letter, or not at all."""
        self.send_invitation(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def user_change_password(self, request, id, form_url=""):
        """Nobody types another's password: a link goes to whoever it is of."""
        return redirect("admin:auth_user_change", id)
