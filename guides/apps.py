from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GuidesConfig(AppConfig):
    name = "guides"
    verbose_name = "Sito"

    def ready(self) -> None:
        import guides.pages.listing  # noqa: F401 - the desk's addresses use its converters
        from guides.permissions import ensure_groups

        post_migrate.connect(ensure_groups, sender=self, dispatch_uid="guides.permissions")
