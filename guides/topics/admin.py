from django.contrib import admin

from guides.desk.base import DatedWhenItChanges, DeskAdmin
from guides.topics.models import Topic


@admin.register(Topic)
class TopicAdmin(DatedWhenItChanges, DeskAdmin):
    when_held = (
        "Nelle guide e nelle storie scegli prima un altro argomento. Le edizioni già pubblicate "
        "restano nell’archivio e lo citano: se ce ne sono, puoi cambiargli nome ma non eliminarlo."
    )
    fields = ["name", "description", "position", "slug"]
    list_display = ["name", "slug", "position"]
    list_editable = ["position"]
    search_fields = ["name", "description"]
    prepopulated_fields = {"slug": ["name"]}
    help_texts = {"name": "Per esempio «Acquisti in rete»: sta nella pagina iniziale."}
