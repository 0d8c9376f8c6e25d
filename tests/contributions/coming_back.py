"""What tests of a refusal and its answer press and read."""

from guides.mail.models import Letter

EMAIL = "lettrice@posta.example"
ACT = "/admin/guides/queueitem/atto/"


def press(client, act: str, content, **more):
    content.refresh_from_db()
    handle = f"{content.queue_item_id}:{content.version}"
    return client.post(ACT, {"atto": act, "voce": handle} | more, follow=True)


def letters() -> list[str]:
    found = Letter.objects.order_by("written_at", "pk").values_list("template", flat=True)
    return [template.split("/")[-1].removesuffix(".txt") for template in found]
