"""The addresses of sessions and invitations, under the desk's."""

from collections.abc import Callable

from django.urls import URLPattern, path

from helpcentre.accounts import invitations, sessions_page


def people_addresses(behind_the_door: Callable) -> list[URLPattern]:
    """Invitations, and how long a session lasts, are asked for by people who are not signed in."""
    return [
        path("sessioni/", behind_the_door(sessions_page.mine), name="sessions"),
        path(
            "sessioni/<number:pk>/",
            behind_the_door(sessions_page.of_somebody),
            name="sessions_of",
        ),
        path("sessione/", sessions_page.session_left, name="session_left"),
        path("invito/<str:token>/", invitations.accept, name="invitation"),
    ]
