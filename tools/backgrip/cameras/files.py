"""One camera file by itself: read, checked against the schema, with errors for the person who wrote it."""

import json
import tomllib
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, ValidationError

from backgrip.cameras import schema
from backgrip.problem import Problem

HERE = Path(__file__).parent
_MODELS = [kind for kind in vars(schema).values() if isinstance(kind, type) and issubclass(kind, BaseModel)]
_KEYS = sorted({field.alias or name for model in _MODELS for name, field in model.model_fields.items()})
_A_FACT = '{ is = ..., evidence = "...", source = "..." }'


class CameraDataError(Problem):
    """A camera file cannot be used. The text names file, body and field, and says what to do."""


def label(path: Path) -> str:
    """How errors name a file: the package's own by name, anybody else's with its folder."""
    return path.name if path.parent == HERE else str(path)


def load(path: Path, model: type[BaseModel], taken: dict[str, schema.Source]) -> BaseModel:
    """The file as a `model`. Keys of sources that stand for something else in `taken` get the file's name added.

    Raises CameraDataError, with a line for each mistake.
    """
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CameraDataError(f"{label(path)}: this cannot be read as a TOML file: {error}") from None
    try:
        return model.model_validate(_own_sources(data, taken, label(path)))
    except ValidationError as error:
        lines = [f"{label(path)}: {_place(data, e['loc'])}: {_words(e)}" for e in error.errors()]
        raise CameraDataError("\n".join(dict.fromkeys(lines))) from None


def _own_sources(data: dict, taken: dict[str, schema.Source], name: str) -> dict:
    """The keys of [sources] belong to their file; in the book all of them lie together."""
    sources = data.get("sources")
    if not isinstance(sources, dict):
        return data
    new = {
        key: f"{key} ({name})"
        for key, source in sources.items()
        if key in taken and taken[key].model_dump(exclude_none=True) != source
    }
    if not new:
        return data
    return {**_renamed(data, new), "sources": {new.get(key, key): source for key, source in sources.items()}}


def _renamed(part, new: dict[str, str]):
    if isinstance(part, list):
        return [_renamed(one, new) for one in part]
    if not isinstance(part, dict):
        return part
    part = {key: _renamed(value, new) for key, value in part.items()}
    if isinstance(part.get("source"), str):
        part["source"] = new.get(part["source"], part["source"])
    return part


def _place(data: dict, location: tuple) -> str:
    """Where in the file, in a person's words: the body's name instead of its number."""
    parts = list(location)
    if len(parts) >= 2 and parts[0] == "body" and isinstance(parts[1], int):
        entry = data["body"][parts[1]]
        name = entry.get("name") if isinstance(entry, dict) else None
        parts[:2] = [name if name and isinstance(name, str) else f"body number {parts[1] + 1}"]
    first, rest = (str(parts[0]) if parts else "the file"), ".".join(map(str, parts[1:]))
    return f"{first}: {rest}" if rest else first


def _words(error: dict) -> str:
    """What is wrong and what belongs there, in the words of the file's own language."""
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    if kind == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), _KEYS, 1)
        return "this key is not known" + (f"; did you mean {near[0]!r}?" if near else "; look for a typing error")
    if kind == "missing":
        return "this is missing"
    if kind == "value_error":
        return str(context["error"])
    what = {
        "bool_type": "true or false",
        "int_type": "a whole number",
        "float_type": "a number",
        "string_type": 'text in quotes ("...")',
        "string_too_short": "some text",
        "string_too_long": f"at most {context.get('max_length')} characters",
        "tuple_type": "a list, [...]" if error["loc"] != ("body",) else "written [[body]], in double brackets",
        "dict_type": "a table",
        "greater_than_equal": f"at least {context.get('ge')}",
        "less_than_equal": f"at most {context.get('le')}",
        "literal_error": context.get("expected"),
        "enum": context.get("expected"),
        "model_type": f"a fact, {_A_FACT}" if context.get("class_name", "").startswith("Fact[") else "a table",
    }.get(kind)
    if what is None:
        return error["msg"]
    return f"this must be {what}" + ("" if isinstance(value, dict | list) else f", not {_toml(value)}")


def _toml(value) -> str:
    """A value as the file has it, shortened."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
