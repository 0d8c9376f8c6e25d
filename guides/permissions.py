"""Who may do what at the desk: the two groups that every `migrate` leaves in place.

A model is written by its name and followed by what the group may do with it. A room that comes
later adds its line here; a line about a model that is not there yet does nothing.
"""

from guides.pages.once import found_or_made

WRITE = "view add change delete"
READ = "view"

GROUPS = {
    "Redazione": {
        "guide": f"{WRITE} publish",
        "section": WRITE,
        "source": WRITE,
        "fact": WRITE,
        "formletter": f"{WRITE} publish",
        "letterquestion": WRITE,
        "lettersample": WRITE,
        "lettersource": WRITE,
        "letterterm": WRITE,
        "dossierscheme": WRITE,
        "letteredition": READ,
        "letterschedule": READ,
        "datum": WRITE,
        "rule": f"{WRITE} publish",
        "ruleversion": WRITE,
        "ruleexample": WRITE,
        "datumchoice": WRITE,
        "flow": f"{WRITE} publish",
        "flowoutcome": WRITE,
        "flowhelp": WRITE,
        "flowpath": WRITE,
        "outsideaddress": READ,
        "imported": READ,
        "edition": READ,
        "picture": "view change delete",
        "keptdraft": READ,
        "schedule": READ,
        "review": READ,
        "outsideanswer": READ,
        "sectionedit": READ,
        "oldguideslug": READ,
        "topic": WRITE,
        "company": WRITE,
        "contactchannel": WRITE,
        "sector": WRITE,
        "authority": WRITE,
        "shortcut": WRITE,
        "author": WRITE,
        "authorlink": WRITE,
        "page": WRITE,
        "sitesettings": "view add change",
        "sitelink": WRITE,
        "synonym": WRITE,
        "promotedanswer": WRITE,
        "signpost": WRITE,
        "searchquestion": "view change",
        "sectionvote": READ,
        "remark": "view change delete",
    },
    "Moderazione": {
        "queueitem": "moderate",
        "story": "view change",
        "comment": READ,
        "attachment": READ,
        "company": READ,
        "sector": READ,
        "authority": READ,
        "topic": READ,
        "reason": "view add change",
        "moderationsettings": "view change",
        "blockedterm": WRITE,
        "remark": "view change delete",
        "letter": READ,
    },
}
# At the desk, and of no group: whoever administers the site sees it.
ADMINISTRATORS_ONLY = {"administrativeact", "backup"}
# Permissions whose codename is not "<act>_<model>".
NAMED = {("queueitem", "moderate"): "moderate_contribution"}


def codenames(group: str) -> set[tuple[str, str]]:
    """(model, codename) of every permission that the group's name promises."""
    return {
        (model, NAMED.get((model, act), f"{act}_{model}"))
        for model, acts in GROUPS[group].items()
        for act in acts.split()
    }


def ensure_groups(**signal) -> None:
    """Make the groups and give them what they lack; what somebody added by hand stays.

    Runs after each `migrate`, once Django has made the permissions of this app.
    """
    from django.contrib.auth.models import Group, Permission

    database = signal.get("using", "default")
    ours = Permission.objects.using(database).filter(content_type__app_label="guides")
    there = {(p.content_type.model, p.codename): p for p in ours.select_related("content_type")}
    for name in GROUPS:
        group, _ = found_or_made(Group.objects.using(database), name=name)
        group.permissions.add(*(there[key] for key in codenames(name) if key in there))
