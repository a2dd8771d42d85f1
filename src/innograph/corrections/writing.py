"""Corrections as lines of a file: what `review` and `duplicates` write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}

Value = str | Sequence[str] | Mapping[str, str]


def entry(kind: str, values: Mapping[str, Value], comment: str = "") -> str:
    """One correction as TOML, with a comment before it and a line for each value that is not empty.

    >>> print(entry("rename", {"thing": "person/anna-ek", "name": "Anna Ek"}), end="")
    [[rename]]
    thing = "person/anna-ek"
    name = "Anna Ek"
    """
    lines = [f"# {line}" for line in comment.splitlines()]
    lines += [f"[[{kind}]]"]
    lines += [f"{name} = {_value(value)}" for name, value in values.items() if value]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as TOML's basic string (https://toml.io/en/v1.0.0#string)."""
    text = "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)
    return '"' + "".join(_ESCAPES.get(c) or (c if _is_plain(c) else f"\\u{ord(c):04x}") for c in text) + '"'


def _is_plain(c: str) -> bool:
    # Signs that turn the direction of writing would make a line say another thing than it shows.
    return ord(c) >= 32 and ord(c) != 127 and not 0x202A <= ord(c) <= 0x202E and not 0x2066 <= ord(c) <= 0x2069


def _value(value: Value) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {quoted(text)}" for name, text in value.items() if text) + " }"
    return "[" + ", ".join(quoted(item) for item in value) + "]"
