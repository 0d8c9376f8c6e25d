"""Rows that nobody makes at the desk: a vote, a remark, a task that failed, an arrival."""

import itertools
import uuid

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from guides.feedback.remarks import Remark
from guides.feedback.votes import SectionVote
from guides.moderation.reasons import Reason
from guides.wordpress.models import Imported, WordPressSite
from tests.factories import a_live_guide
from tests.feedback.voting import many_votes

_number = itertools.count(1)


def a_vote():
    guide = a_live_guide()
    many_votes(guide, useful=1, of=1)
    return SectionVote.objects.last()


def a_remark():
    edition = a_live_guide().live
    section = edition.sections.get()
    return Remark.objects.create(
        edition=edition,
        section_uid=section.uid,
        section_title=section.title,
        reason="unclear",
        text="Non capisco.",
        submission_id=uuid.uuid4(),
    )


def a_reason():
    n = next(_number)
    key = next(k for k in "qwertyuiopasdfghjklzxcvbnm" if not Reason.objects.filter(key=k))
    return Reason.objects.create(code=f"m-{n}", label=f"M {n}", key=key, text_for_author="Scusa.")


def a_result():
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="guides.mail.delivery.rescue",
        queue_name="default",
        backend_name="default",
        run_after=timezone.now(),
        exception_class_path="",
        traceback="",
    )


def an_arrival():
    site, _ = WordPressSite.objects.get_or_create(address="https://vecchio.example")
    about = {"number": next(_number), "kind": "post", "outcome": "kept"}
    return Imported.objects.create(site=site, guide=a_live_guide(), **about)
