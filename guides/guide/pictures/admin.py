from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from guides.desk.base import DeskAdmin
from guides.guide.pictures import choosing
from guides.guide.pictures.changing import change_everywhere, digest_of, touched_by
from guides.guide.pictures.collection import FILTERS, collected, collected_one
from guides.guide.pictures.forms import EverywhereForm
from guides.guide.with_facts.admin import may_publish_again
from guides.guide.with_facts.changing import ChangedMeanwhile
from guides.text.commonmark import MarkdownRefused
from guides.uploads.pictures import Picture, note
from guides.uploads.storage import public_pictures
from guides.uploads.thumbnails import thumbnail_of

A_PAGE = 24
MEANWHILE = (
    "Non abbiamo cambiato niente: mentre guardavi, qualcuno ha cambiato dove sta. Guarda di nuovo "
    "l’elenco qui sotto e conferma. Il file va scelto un’altra volta."
)
WRITES = ("picture", "guide", "page", "authority", "author")


@admin.register(Picture)
class PictureAdmin(DeskAdmin):
    """«Immagini»: the collection, and the page of one picture."""

    change_form_template = "guide/desk/picture.html"
    fields = ["sent_as", "added_at", "added_by"]
    readonly_fields = fields
    actions = None

    def has_add_permission(self, request) -> bool:
        return False  # a picture comes with the text it is for

    def has_change_permission(self, request, obj=None) -> bool:
        return False  # not by a form of its columns

    def get_urls(self):
        at_the_desk = self.admin_site.admin_view
        return [
            path("per-parole/", at_the_desk(choosing.by_words), name="pictures_by_words"),
            path("<int:pk>/ovunque/", at_the_desk(self.everywhere), name="picture_everywhere"),
            path("<int:pk>/piccola/", at_the_desk(self.small), name="picture_thumbnail"),
            *super().get_urls(),
        ]

    def small(self, request, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        response = HttpResponse(
            thumbnail_of(get_object_or_404(Picture, pk=pk)), content_type="image/webp"
        )
        response["Cache-Control"] = "private, max-age=86400"
        return response

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        only = request.GET.get("quali", "")
        only = only if only in FILTERS else ""
        q = request.GET.get("q", "")[:100]
        page = Paginator(collected(q=q, only=only), A_PAGE).get_page(request.GET.get("p"))
        context = {"title": "Immagini", "page": page, "q": q, "only": only}
        context |= {"filters": FILTERS} | self.admin_site.each_context(request)
        return TemplateResponse(request, "guide/desk/pictures.html", context)

    def everywhere(self, request, pk: int) -> HttpResponse:
        """Another file or other words wherever it is used, in one act."""
        if not may_change(request.user):
            raise PermissionDenied
        picture = get_object_or_404(Picture, pk=pk)
        if request.method != "POST":
            return redirect("admin:guides_picture_change", pk)
        form = form_for(picture, request)
        if form.is_valid():
            try:
                return self._changed(request, picture, form)
            except ChangedMeanwhile:
                messages.error(request, MEANWHILE)
                request.seen_again = True
            except MarkdownRefused as refused:
                form.add_error(None, str(refused))
        request.everywhere_form = form
        request.method = "GET"
        return self.change_view(request, str(pk))

    def _changed(self, request, picture: Picture, form: EverywhereForm) -> HttpResponse:
        said, file = form.cleaned_data, form.cleaned_data["file"]
        with transaction.atomic():
            new = _kept_beside(picture, file, request) if file else picture
            editions = change_everywhere(
                picture,
                by=request.user,
                note=said.get("note", ""),
                shown=said["shown"],
                new=new.name,
                alternative=said["alternative"],
            )
        self.log_change(request, picture, "Cambiata dappertutto.")
        again = ", ".join(f"«{edition.title}»" for edition in editions)
        messages.success(request, "Cambiata dappertutto." + (again and f" Pubblicate: {again}."))
        return redirect("admin:guides_picture_change", new.pk)

    def render_change_form(self, request, context, *args, **kwargs):
        context["title"] = "Immagine"
        if picture := context.get("original"):
            context["collected"] = collected_one(picture)
            if may_change(request.user):
                context["everywhere"] = form_for(picture, request)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_deleted_objects(self, objs, request):
        """What is used stays, and says where."""
        gone, counts, lacking, held = super().get_deleted_objects(objs, request)
        held += [f"{u.kind}: {u.where}" for picture in objs for u in collected_one(picture).uses]
        return gone, counts, lacking, held


def may_change(user) -> bool:
    """Whoever may write every text in which a picture can stand."""
    return all(user.has_perm(f"guides.change_{model}") for model in WRITES)


def form_for(picture: Picture, request) -> EverywhereForm:
    """Empty, or as it was sent; what is agreed to is always what stands there now."""
    uses = touched_by(picture)
    about = {"uses": uses, "may_publish": may_publish_again(request.user)}
    if (sent := getattr(request, "everywhere_form", None)) is not None:
        if getattr(request, "seen_again", False):
            sent.data = sent.data.copy()
            sent.data["shown"] = digest_of(uses)
        return sent
    if request.method == "POST":
        return EverywhereForm(request.POST, request.FILES, **about)
    return EverywhereForm(initial={"shown": digest_of(uses)}, **about)


def _kept_beside(picture: Picture, file, request) -> Picture:
    """The new file, in the folder of the one whose place it takes."""
    sent = request.FILES["file"].name or ""
    name = public_pictures().save(f"{picture.name.partition('/')[0]}/{file.name}", file)
    return note(name, by=request.user, sent_as=sent)
