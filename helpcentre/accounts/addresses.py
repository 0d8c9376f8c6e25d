"""The addresses of the second step and of «La tua sicurezza», under the desk's."""

from collections.abc import Callable

from django.urls import URLPattern, path

from helpcentre.accounts import (
    first_time,
    passkeys,
    recovery_page,
    resetting,
    second_step,
    security,
)


def addresses(behind_the_door: Callable) -> list[URLPattern]:
    """Those before the door decide themselves who may; the others ask for people who are in."""
    inside = [
        ("", security.security, "security"),
        ("app/", security.add_app, "add_app"),
        ("passkey/", security.add_passkey, "add_passkey"),
        ("togli/<str:kind>/<int:pk>/", security.take_away, "take_away_second_step"),
        ("codici/", recovery_page.recovery_codes, "recovery_codes"),
        ("codici/nuovi/", recovery_page.renew_recovery_codes, "renew_recovery_codes"),
    ]
    before = [
        ("", second_step.second_step, "second_step"),
        ("prepara/", first_time.first_second_step, "first_second_step"),
        ("passkey/", passkeys.begin_known, "passkey_begin"),
        ("passkey/fatto/", passkeys.complete_known, "passkey_complete"),
        ("passkey/nuova/", passkeys.begin_new, "new_passkey_begin"),
        ("passkey/nuova/fatto/", passkeys.complete_new, "new_passkey_complete"),
    ]
    reset = behind_the_door(resetting.reset_second_step)
    return [
        path("persone/<int:pk>/azzera-secondo-passo/", reset, name="reset_second_step"),
        *(path(f"secondo-passo/{route}", view, name=name) for route, view, name in before),
        *(
            path(f"sicurezza/{route}", behind_the_door(view), name=name)
            for route, view, name in inside
        ),
    ]
