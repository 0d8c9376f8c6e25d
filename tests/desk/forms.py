"""A form of the desk as a browser would send it back."""

import html5lib

NAMESPACE = {"namespaceHTMLElements": False}


def desk_of(guide) -> str:
    return f"/admin/guides/guide/{guide.pk}/change/"


def save(client, guide, *, opened=None, follow=False, **changes):
    """Open the guide (or use a page opened before), change some fields, press a button."""
    fields = (opened or filled_form(client.get(desk_of(guide)))) | changes
    return client.post(desk_of(guide), fields, follow=follow)


def filled_form(response, form_id: str = "guide_form") -> dict[str, str | list[str]]:
    """Every field of the form in a page, with the value that it shows."""
    page = html5lib.parse(response.content.decode(), **NAMESPACE)
    form = next(form for form in page.iter("form") if form.get("id") == form_id)
    fields: dict[str, str | list[str]] = {}
    for element in form.iter():
        name = element.get("name")
        if not name or "__prefix__" in name or element.get("type") in ("submit", "file"):
            continue
        if element.tag == "textarea":
            fields[name] = (element.text or "").removeprefix("\n")
        elif element.tag == "select":
            options = [o.get("value", "") for o in element.iter("option")]
            chosen = [o.get("value", "") for o in element.iter("option") if "selected" in o.attrib]
            if element.get("multiple") is not None:
                fields[name] = chosen
            else:  # a browser sends the first when none is chosen
                fields[name] = (chosen or options or [""])[0]
        elif element.tag == "input" and _is_sent(element):
            fields[name] = element.get("value", "on" if element.get("type") == "checkbox" else "")
    return fields


def _is_sent(element) -> bool:
    is_box = element.get("type") in ("checkbox", "radio")
    return not is_box or element.get("checked") is not None
