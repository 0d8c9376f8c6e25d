from django.core.management.base import BaseCommand

from guides.guide.rerendering import render_old_editions


class Command(BaseCommand):
    help = "Render anew the editions that an older Markdown renderer made."

    def handle(self, *args, **options) -> None:
        done = sum(1 for _ in render_old_editions())
        self.stdout.write(f"{done} editions rendered.")
