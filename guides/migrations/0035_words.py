"""Words that read better: the reason "Fuori tema", the invitation; kept where somebody changed them."""

from django.db import migrations

INVITATION = "Un’azienda ti ha fatto un torto? {} chi è nella tua stessa situazione: invia la tua storia."
OFF_TOPIC = (
    "Non riguarda l’argomento di questa pagina. Cerca la guida adatta e scrivilo lì: "
    "ti leggerà chi può rispondere.",
    "Non riguarda i diritti dei consumatori, o il tema della guida o della storia a cui è legato. "
    "Cerca la guida adatta e scrivilo lì: ti leggerà chi può rispondere.",
)


def forth(apps, schema_editor):
    before, after = OFF_TOPIC
    reasons = apps.get_model("guides", "Reason").objects
    reasons.filter(text_for_author=before).update(text_for_author=after)
    settings = apps.get_model("guides", "SiteSettings").objects
    settings.filter(story_invitation=INVITATION.format("Condividilo con")).update(
        story_invitation=INVITATION.format("Raccontalo a")
    )


class Migration(migrations.Migration):
    dependencies = [("guides", "0034_queue_text_of_what_is_there")]
    operations = [migrations.RunPython(forth, migrations.RunPython.noop, elidable=True)]
