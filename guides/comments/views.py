from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from guides.comments.discussion import Discussion
from guides.comments.follower import Follower
from guides.comments.forms import CommentForm
from guides.comments.models import REPLIES_A_PAGE, Comment
from guides.comments.threads import build_tree
from guides.contributions.following import FollowForm, confirming
from guides.contributions.receiving import take_in_and_show
from guides.guide.addresses import OldGuideSlug
from guides.guide.editions import Edition
from guides.guide.models import Guide
from guides.pages.moved import moved_to
from guides.pages.tags import public_page
from guides.spam import public_post, receive
from guides.spam.rate import OTHER, limit
from guides.stories.models import Story

COMMENT = limit("comment", (8, timedelta(minutes=10)), (60, timedelta(days=1)))

MOST_PAGES = 100_000
PLACES = {"guida": Guide.objects.live().select_related("live"), "storia": Story.objects.approved()}


@public_page
def guide_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A further page of the comments under a guide."""
    edition = Edition.objects.live().select_related("guide__discussion").filter(slug=slug).first()
    if edition is None:
        old = get_object_or_404(OldGuideSlug.objects.select_related("guide__live"), slug=slug)
        if not old.guide.is_public:
            raise Http404
        return moved_to(f"{old.guide.live.get_absolute_url()}commenti/{number}/")
    return _page(request, edition, edition.guide, number)


@public_page
def story_page(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    """A further page of the comments under a story."""
    story = get_object_or_404(Story.objects.approved().select_related("discussion"), pk=pk)
    if slug != story.slug:
        return moved_to(f"{story.get_absolute_url()}commenti/{number}/")
    return _page(request, story, story, number)


def _page(request: HttpRequest, subject, place, number: int) -> HttpResponse:
    if number == 1:
        return moved_to(subject.get_absolute_url() + "#commenti")
    discussion = getattr(place, "discussion", None)
    if discussion is None or not 1 < number <= discussion.pages:
        raise Http404
    return render(request, "comments/page.html", {"subject": subject, "number": number})


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment's own address leads to its place, on whatever page that is."""
    return redirect(_public_comment(pk).place_on_page)


@public_page
def thread(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One thread's answers, a hundred a page."""
    if not 0 < number <= MOST_PAGES:
        raise Http404
    root = get_object_or_404(Comment.objects.placed().for_thread().filter(depth=1), pk=pk)
    _open_place(root.discussion)
    last = number * REPLIES_A_PAGE
    replies = Comment.objects.filter(thread=root).placed().for_thread()
    on_page = list(replies.filter(reply_number__range=(last - REPLIES_A_PAGE + 1, last)))
    has_next = replies.approved().filter(reply_number__gt=last).exists()
    branches = build_tree([root, *on_page])
    own = on_page if number > 1 else [root, *on_page]
    if not has_next and not any(comment.is_public for comment in own):
        raise Http404
    context = {
        "root": root,
        "discussion": root.discussion,
        "branches": branches,
        "number": number,
        "has_next": has_next,
    }
    return render(request, "comments/thread.html", context)


@public_post
def write(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A new thread under a guide or a story."""
    place = _place(kind, pk)
    sections = place.live.sections.values_list("uid", "title") if kind == "guida" else ()
    form = CommentForm(request.POST or None, sections=sections)

    def accept() -> HttpResponse:
        discussion = Discussion.objects.under(place)
        return take_in_and_show(request, form, Comment(discussion=discussion, **form.as_fields))

    return _lead(request, form, {"place": place}, accept)


@public_post
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer to a comment."""
    comment = _public_comment(pk)
    form = CommentForm(request.POST or None)

    def accept() -> HttpResponse:
        return take_in_and_show(request, form, comment.reply(**form.as_fields))

    return _lead(request, form, {"place": comment.discussion.subject, "comment": comment}, accept)


@public_post
def follow(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask to be told of new comments: the address is asked to confirm first."""
    place = _place(kind, pk)
    form = FollowForm(request.POST or None)

    def accept() -> HttpResponse:
        Follower.ask(discussion=Discussion.objects.under(place), email=form.cleaned_data["email"])
        return render(request, "comments/follow_asked.html", {"place": place})

    return _lead(request, form, {"place": place, "is_follow": True}, accept)


confirm_follow = confirming(Follower, "comments/follow_confirm.html")


def _lead(request: HttpRequest, form, context: dict, accept) -> HttpResponse:
    def page(*, status: int = 200) -> HttpResponse:
        return render(request, "comments/write.html", {"form": form, **context}, status=status)

    if request.method != "POST":
        return page()
    act = OTHER if context.get("is_follow") else COMMENT
    return receive(request, form, act=act, show=page, accept=accept)


def _place(kind: str, pk: int) -> Guide | Story:
    """What readers can read and therefore comment."""
    if kind not in PLACES:
        raise Http404
    return get_object_or_404(PLACES[kind].all(), pk=pk)


def _public_comment(pk: int) -> Comment:
    comments = Comment.objects.approved().for_thread().select_related("discussion")
    comment = get_object_or_404(comments, pk=pk)
    _open_place(comment.discussion)
    return comment


def _open_place(discussion: Discussion) -> None:
    if not discussion.is_open:
        raise Http404
