"""What a style sheet or a script uses that some browser lacks, named by MDN's keys."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import esprima
import tinycss2

from tests.compat.browsers import newer

Found = tuple[int, str]  # line, key
UNITS = {
    f"{size}v{side}": f"viewport_percentage_units_{name}"
    for size, name in {"d": "dynamic", "l": "large", "s": "small"}.items()
    for side in ("w", "h", "i", "b", "min", "max")
}

# --- CSS -----------------------------------------------------------------------------------------


def in_css(source: str) -> list[Found]:
    """What has no older rule or value to fall back on; what @supports asks first is let be."""
    sheet = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
    return [found for found in _of_rules(sheet) if found[1] in newer()]


def _of_rules(rules: Iterable) -> Iterator[Found]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from ((rule.source_line, key) for key in in_selector(rule.prelude))
            yield from _of_declarations(rule.content)
        elif rule.type == "at-rule" and rule.lower_at_keyword != "supports":
            name = rule.lower_at_keyword
            asked = re.findall(r"([\w-]+)\s*[:)]", tinycss2.serialize(rule.prelude))
            keys = [f"css.at-rules.{name}", *(f"css.at-rules.{name}.{each}" for each in asked)]
            yield from ((rule.source_line, key) for key in keys)
            if rule.content and name == "media":
                yield from _of_rules(tinycss2.parse_rule_list(rule.content, True, True))


def in_selector(tokens: Iterable) -> Iterator[str]:
    tokens = list(tokens)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is not None and before == ":" and token.type in ("ident", "function"):
            yield f"css.selectors.{getattr(token, 'lower_name', None) or token.lower_value}"
        if token.type == "function":
            if token.lower_name == "not" and any(each == "," for each in token.arguments):
                yield "css.selectors.not.selector_list"
            yield from in_selector(token.arguments)


def _of_declarations(content: list) -> Iterator[Found]:
    said = [
        each
        for each in tinycss2.parse_declaration_list(content, True, True)
        if each.type == "declaration"
    ]
    is_flex = any(
        each.lower_name == "display" and "flex" in tinycss2.serialize(each.value) for each in said
    )
    has_older: set[str] = set()
    for each in said:
        keys = [key for key in _of_declaration(each, is_flex=is_flex) if key in newer()]
        if not keys:
            has_older.add(each.lower_name)
        elif each.lower_name not in has_older:
            yield from ((each.source_line, key) for key in keys)


def _of_declaration(said, *, is_flex: bool) -> Iterator[str]:
    name = said.lower_name
    root = f"css.properties.{name}"
    yield root
    if name in ("gap", "row-gap", "column-gap") and is_flex:
        yield f"{root}.flex_context"
    for token in said.value:
        if token.type == "ident":
            yield f"{root}.{token.lower_value}"
        elif token.type == "string" and name == "list-style-type":
            yield f"{root}.string"
        elif token == "/" and name == "content":
            yield f"{root}.alt_text"
        elif token.type == "dimension":
            yield f"css.types.length.{UNITS.get(token.lower_unit, token.lower_unit)}"
        yield from _functions(token)


def _functions(token) -> Iterator[str]:
    if token.type == "function":
        yield from _types().get(token.lower_name, ())
        for each in token.arguments:
            yield from _functions(each)


@cache
def _types() -> dict[str, list[str]]:
    """`clamp` -> css.types.clamp, `color-mix` -> css.types.color.color-mix."""
    found: dict[str, list[str]] = {}
    for key in newer():
        parts = key.split(".")
        if parts[:2] == ["css", "types"] and len(parts) in (3, 4):
            found.setdefault(parts[-1], []).append(key)
    return found


# --- scripts -------------------------------------------------------------------------------------

SYNTAX = {
    "ChainExpression": "operators.optional_chaining",
    "PropertyDefinition": "classes.public_class_fields",
    "PrivateIdentifier": "classes.private_class_fields",
    "StaticBlock": "classes.static_initialization_blocks",
}
OPERATORS = {
    "??": "operators.nullish_coalescing",
    "??=": "operators.nullish_coalescing_assignment",
    "||=": "operators.logical_or_assignment",
    "&&=": "operators.logical_and_assignment",
}
SELECTING = {"querySelector", "querySelectorAll", "closest", "matches"}


def in_script(source: str) -> list[Found]:
    """Syntax, members that no older interface has, globals, and selectors in strings.

    A name that the script gives itself, or that its page's `data-` attributes have, is its own.
    """
    is_module = re.search(r"^(?:import|export)\b", source, re.MULTILINE)
    parse = esprima.parseModule if is_module else esprima.parseScript
    nodes = list(_nodes(parse(source, {"loc": True})))
    own = {name for node in nodes for name in _given(node)}
    found = {
        (node.loc.start.line, key)
        for node in nodes
        for key in _of_node(node)
        if key in newer() and key.partition(".")[2] not in own
    }
    return sorted(found)


def _given(node) -> Iterator[str]:
    if node.type in ("VariableDeclarator", "FunctionDeclaration") and node.id:
        yield getattr(node.id, "name", "")
    elif node.type == "ObjectExpression":
        yield from (getattr(each.key, "name", "") for each in node.properties if each.key)
    elif node.type == "MemberExpression" and _is_dataset(node.object):
        yield node.property.name


def _is_dataset(node) -> bool:
    return node.type == "MemberExpression" and getattr(node.property, "name", "") == "dataset"


def _nodes(node) -> Iterator:
    if isinstance(node, list):
        for each in node:
            yield from _nodes(each)
    elif getattr(node, "type", None) and hasattr(node, "loc"):
        yield node
        for name, each in vars(node).items():
            if name not in ("loc", "range"):
                yield from _nodes(each)


def _of_node(node) -> Iterator[str]:
    if key := SYNTAX.get(node.type) or OPERATORS.get(getattr(node, "operator", None) or ""):
        yield f"javascript.{key}"
    if node.type in ("MemberExpression", "OptionalMemberExpression") and not node.computed:
        yield f"member.{node.property.name}"
    elif node.type == "ObjectPattern":
        yield from (f"member.{each.key.name}" for each in node.properties if each.key)
    elif node.type == "Literal" and getattr(node, "regex", None):
        yield from _of_pattern(node.regex.pattern)
    if node.type in ("CallExpression", "NewExpression"):
        yield from _of_call(node)


def _of_pattern(pattern: str) -> Iterator[str]:
    if "(?<=" in pattern or "(?<!" in pattern:
        yield "javascript.regular_expressions.lookbehind_assertion"


def _of_call(node) -> Iterator[str]:
    called = node.callee
    if called.type == "Identifier":
        yield f"global.{called.name}"
        if called.name == "FormData" and len(node.arguments) > 1:
            yield "api.FormData.FormData.submitter"
    elif called.type == "MemberExpression" and called.property.name in SELECTING:
        for each in node.arguments[:1]:
            if each.type == "Literal" and isinstance(each.value, str):
                yield from in_selector(tinycss2.parse_component_value_list(each.value))
