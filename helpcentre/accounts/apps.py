from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "helpcentre.accounts"
    verbose_name = "accessi"

    def ready(self) -> None:
        import_module("helpcentre.accounts.held_about")
