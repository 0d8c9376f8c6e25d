"""Code as its writer typed it: plugins for code keep signs that HTML would read as tags. Pure."""

import re
from html import escape

PRE = re.compile(r"<pre\b[^>]*>(.*?)</pre\s*>", re.DOTALL | re.IGNORECASE)
NAMES = "code|sourcecode|source|cc|cce|php|html|xml|css|js|javascript|python|bash|sql|java"
BRACKETS = re.compile(rf"\[({NAMES})(\s[^\]]*)?\](.*?)\[/\1\]", re.DOTALL | re.IGNORECASE)
MARKUP = re.compile(r"<(?!/?(?:span|b|strong|em|i|code|a|br|mark)\b)[/!?a-z]", re.IGNORECASE)


def with_code_as_text(content: str) -> str:
    content = BRACKETS.sub(lambda found: f"<pre>{_escaped(found[3])}</pre>", content)
    return PRE.sub(lambda found: f"<pre>{_code(found[1])}</pre>", content)


def _code(inner: str) -> str:
    """Markup in it is code, unless it is a highlighter's own."""
    return _escaped(inner) if MARKUP.search(inner) else inner


def _escaped(code: str) -> str:
    """What was written as a name already stays so."""
    return escape(code, quote=False).replace("&amp;lt;", "&lt;").replace("&amp;gt;", "&gt;")
