"""A letter as it travels: text first, a sober HTML part made from it, honest headers."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation

from guides.mail.models import Letter


def words_of(template: str, context: dict) -> tuple[str, str]:
    """Render a text template; return (subject, text). Its first line is the subject.

    Nothing is escaped: a letter is plain text. Line ends cannot enter the subject (RFC 5322 §2.2).
    """
    with translation.override("it"):
        plain_text = get_template(template).template  # type: ignore[attr-defined]
        rendered = plain_text.render(Context({"site_url": site_url(), **context}, autoescape=False))
    subject, _, text = rendered.strip().partition("\n")
    return " ".join(subject.split())[:200], text.strip() + "\n"


def compose(letter: Letter) -> EmailMultiAlternatives:
    """Build the message of a letter, the same each time: its Message-ID is the letter's own."""
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to], headers=_headers(letter)
    )
    context = {"letter": letter, "site_url": site_url(), "sender": _sender()}
    page = render_to_string("mail/letter.html", context)
    message.attach_alternative(page, "text/html")
    return message


def site_url() -> str:
    return settings.SITE_URL.rstrip("/")


def _sender() -> str:
    """The name that the letter comes from, and bears at its head."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or urlsplit(site_url()).netloc


def _headers(letter: Letter) -> dict[str, str]:
    """Message-ID (RFC 5322), Auto-Submitted (RFC 3834), one-click unsubscribe (RFC 8058)."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{letter.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
