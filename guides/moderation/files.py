"""Which files something had before its author sent it again: kept with its old words."""

FIELD = "queue_files"  # of an Original; a line each: address, space, name


def listed_files(content) -> dict[str, str]:
    """What stands among the originals of a decision; nothing for what can have no files."""
    if not content.can_have_files:
        return {}
    return {FIELD: "\n".join(f"{address} {name}" for name, address in content.queue_files)}


def told(original) -> str:
    """An original as its author is told of it: the names of files, without our addresses."""
    if original.field != FIELD:
        return original.text
    return "\n".join(line.split(" ", 1)[1] for line in original.text.splitlines())


def changed_files(content, before: str) -> tuple[list[str], list[str]]:
    """The names of those that went, and of those that came since."""
    old = dict(line.split(" ", 1) for line in before.splitlines())
    now = {address: name for name, address in content.queue_files}
    went = [name for address, name in old.items() if address not in now]
    return went, [name for address, name in now.items() if address not in old]
