"""A letter to send, as its file says it. Pure."""

import datetime
from dataclasses import dataclass

from guides.demo.records import SourceRecord


@dataclass(frozen=True)
class LetterRecord:
    """A letter to send; `asks` are keys of data, `samples` answers by the reader who gives them."""

    slug: str
    title: str
    summary: str
    topic: str
    author: str
    verified_on: datetime.date
    recipient: str
    subject: str
    body: str
    sending: str
    no_answer: str
    asks: tuple[str, ...]
    samples: dict[str, dict[str, str]]
    sources: tuple[SourceRecord, ...]
    company: str = ""
    sender: str = ""
    attachments: str = ""
    terms: tuple[str, ...] = ()  # rules whose day follows its sending
    within: tuple[str, ...] = ()  # and by whose day it is sent
