from django.contrib import admin

from guides.editing.desk import DatedWhenItChanges, DeskAdmin
from guides.topics.models import Topic


@admin.register(Topic)
class TopicAdmin(DatedWhenItChanges, DeskAdmin):
    fields = ["name", "description", "position", "slug"]
    list_display = ["name", "slug", "position"]
    list_editable = ["position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    help_texts = {"name": "Per esempio «Acquisti in rete»: sta nella pagina iniziale."}
