from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from guides.desk.base import DeskAdmin
from guides.wordpress import work  # noqa: F401 - said on the first page
from guides.wordpress.filters import BatchFilter, ToDoFilter, ToLookAtFilter
from guides.wordpress.looking import to_look_at
from guides.wordpress.models import A_BATCH, Imported

KINDS = {"post": "un articolo", "page": "una pagina", "attachment": "un allegato"}
ONLINE = "Pagine messe in linea: {}. Non sono nel piè di pagina: lo scegli in «Pagine»."
NOT_ONLINE = "Di queste non ho messo in linea niente: non sono pagine, o l’indirizzo è già preso."


@admin.register(Imported)
class ImportedAdmin(DeskAdmin):
    """What came from WordPress, in batches that a person can finish."""

    list_display = ["name", "lot", "what", "outcome", "kind_in_words", "old_address", "looked"]
    list_filter = [ToDoFilter, ToLookAtFilter, BatchFilter, "outcome", "kind", "site"]
    list_per_page = A_BATCH
    list_select_related = ["guide", "page"]
    search_fields = ["title", "old_address"]
    search_help_text = "Cerca nel titolo e nel vecchio indirizzo."
    fields = ["title", "become", "what", "told", "outcome", "old_address", "held_text"]
    fields += ["kind_in_words", "number", "site", "lot", "imported_at", "looked"]
    readonly_fields = fields
    actions = ["mark_looked_at", "put_online"]

    def changelist_view(self, request, extra_context=None):
        title = {"title": "Arrivi da WordPress"}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_queryset(self, request):
        return super().get_queryset(request).with_what_to_look_at()

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def has_look_permission(self, request) -> bool:
        return request.user.has_perm("guides.change_guide")

    def has_put_permission(self, request) -> bool:
        return request.user.has_perm("guides.add_page")

    @admin.action(description="Segna come guardati", permissions=["look"])
    def mark_looked_at(self, request, rows) -> None:
        rows = Imported.objects.filter(pk__in=rows.values("pk"), looked_at__isnull=True)
        number = rows.update(looked_at=timezone.now(), looked_by=request.user)
        messages.success(request, f"Segnati come guardati: {number}.")

    @admin.action(description="Metti in linea come pagine del sito", permissions=["put"])
    def put_online(self, request, rows) -> None:
        from guides.wordpress.writing.pages import put_online_from  # 8 MB, for this alone

        number = sum(put_online_from(row) is not None for row in rows)
        if number:
            messages.success(request, ONLINE.format(number))
        else:
            messages.warning(request, NOT_ONLINE)

    @admin.display(description="titolo", ordering="title")
    def name(self, row: Imported) -> str:
        return str(row)

    @admin.display(description="lotto", ordering="batch")
    def lot(self, row: Imported) -> str:
        return str(row.batch) if row.batch else "—"

    @admin.display(description="era", ordering="kind")
    def kind_in_words(self, row: Imported) -> str:
        return KINDS.get(row.kind, row.kind)

    @admin.display(description="da guardare")
    def what(self, row: Imported):
        found = [*to_look_at(row), *row.notes[:2]]
        more = [f"e altre {len(row.notes) - 2} cose"] if len(row.notes) > 3 else row.notes[2:]
        lines = format_html_join("", "<li>{}</li>", ((words,) for words in [*found, *more]))
        return format_html("<ul>{}</ul>", lines) if lines else "niente"

    @admin.display(description="che cosa è cambiato")
    def told(self, row: Imported):
        lines = format_html_join("", "<li>{}</li>", ((words,) for words in row.notes))
        return format_html("<ul>{}</ul>", lines) if lines else "Niente: è arrivato com’era."

    @admin.display(description="che cosa è diventato")
    def become(self, row: Imported):
        if row.guide:
            guide = reverse("admin:guides_guide_change", args=[row.guide_id])
            checks = reverse("admin:guide_checks", args=[row.guide_id])
            html = 'Guida: <a href="{}">{}</a> · <a href="{}">Controlli</a>'
            return format_html(html, guide, row.guide, checks)
        if row.page:
            page = reverse("admin:guides_page_change", args=[row.page_id])
            return format_html('Pagina: <a href="{}">{}</a>', page, row.page)
        return "Una pagina da mettere in linea." if row.held else "Qui non c’è."

    @admin.display(description="testo della pagina")
    def held_text(self, row: Imported):
        return format_html("<pre>{}</pre>", row.held["body"]) if row.held else "—"

    @admin.display(description="guardato il", ordering="looked_at")
    def looked(self, row: Imported) -> str:
        return f"{timezone.localtime(row.looked_at):%d/%m/%Y}" if row.looked_at else ""
