"""What editors, moderators and the clock do to a running site, from a process of their own.

`python -m tests.published.acts` reads one act a line: ["publish", {"slug": "aliexpress"}].
"""

import json
import sys
import traceback
from datetime import date

import django


def serve() -> None:
    django.setup()
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = {"result": globals()[name](**arguments)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), flush=True)


def build() -> None:
    """Two guides that have nothing in common, and the site's own record."""
    from guides.site.models import SiteSettings
    from tests.factories import a_company, a_live_guide, a_topic, an_author

    SiteSettings.current().save()
    for name in ("uno", "due"):
        a_live_guide(
            slug=name,
            title=f"Guida {name}",
            topic=a_topic(name=f"Argomento {name}", slug=name),
            company=a_company(name=f"Azienda {name}", slug=name),
            author=an_author(name=f"Autrice {name}", slug=name),
        )


def publish(slug: str, **fields) -> None:
    from guides.guide.models import Guide

    guide = Guide.objects.get(live__slug=slug)
    for name, value in fields.items():
        setattr(guide, name, value)
    guide.save()
    guide.publish(by=None)


def publish_slowly(slug: str, title: str, seconds: float) -> None:
    """Publish in a transaction that stays open for a while after."""
    import time

    from django.db import transaction

    with transaction.atomic():
        publish(slug, title=title)
        time.sleep(seconds)


def publish_new(slug: str, title: str, topic: str = "uno", company: str | None = "uno") -> None:
    from guides.authors.models import Author
    from guides.companies.models import Company
    from guides.topics.models import Topic
    from tests.factories import a_live_guide

    a_live_guide(
        slug=slug,
        title=title,
        topic=Topic.objects.get(slug=topic),
        company=Company.objects.filter(slug=company).first(),
        author=Author.objects.get(slug=topic),
        verified_on=date(2026, 11, 23),
    )


def withdraw(slug: str) -> None:
    from guides.guide.models import Guide

    Guide.objects.get(live__slug=slug).withdraw(by=None, because="Non vale più.")


def change(model: str, find: dict, **fields) -> None:
    """Save a row as the desk does."""
    from django.apps import apps

    row = apps.get_model("guides", model).objects.get(**find)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def update(model: str, find: dict, **fields) -> None:
    """Change rows without loading them."""
    from django.apps import apps

    apps.get_model("guides", model).objects.filter(**find).update(**fields)


def create(model: str, **fields) -> None:
    from django.apps import apps

    apps.get_model("guides", model).objects.create(**fields)


def delete(model: str, find: dict) -> None:
    from django.apps import apps

    apps.get_model("guides", model).objects.filter(**find).delete()


if __name__ == "__main__":
    serve()
