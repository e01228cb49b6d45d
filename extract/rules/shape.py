"""The shape of what a rule file says: every key that is missing, unknown or has a value of the wrong kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import UnsetType

from extract.rules.sources import Path_, meant

LONG = 60  # characters from which on a value is told by its length
_HOW: Mapping[object, str] = {
    str: "write it in quotes",
    bool: "write true or false, without quotes",
    date: "write a day such as 2026-11-22, without quotes",
    list: 'write a list: ["…", "…"]',
    dict: 'write a table: { key = "…" }',
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that does not have the shape asked for: where, what is wrong, what to do."""

    path: Path_
    message: str
    advice: str


def misfits(value: Any, shape: Any, path: Path_ = ()) -> Iterator[Misfit]:
    """Everything in a value, as TOML gives it, that does not fit a type of the model."""
    bare = _bare(shape)
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        yield from _of_struct(value, bare, path)
    elif get_origin(bare) is list and isinstance(value, list) and value:
        for at, item in enumerate(value):
            yield from misfits(item, get_args(bare)[0], (*path, at))
    elif get_origin(bare) is dict and isinstance(value, dict):
        for key, item in value.items():
            yield from misfits(item, get_args(bare)[1], (*path, key))
    else:
        yield from _of_leaf(value, shape, bare, path)


def _of_struct(value: Any, shape: type[msgspec.Struct], path: Path_) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield Misfit(path, f"{_name(path)} is {value!r}", _HOW[dict])
        return
    fields = {field.name: field for field in msgspec.structs.fields(shape)}
    for key in value.keys() - fields.keys():
        advice = "; ".join(filter(None, ["take it out", meant(key, fields)]))
        yield Misfit((*path, key), f"unknown key {key!r}{_inside(path)}", advice)
    for name, field in fields.items():
        if name in value:
            yield from misfits(value[name], field.type, (*path, name))
        elif field.required:
            yield Misfit(path, f"the key {name!r} is missing{_inside(path)}", f"write {_meaning(field.type)}")


def _of_leaf(value: Any, shape: Any, bare: Any, path: Path_) -> Iterator[Misfit]:
    try:
        msgspec.convert(value, shape)
    except msgspec.ValidationError:
        shown = f"has {len(value)} characters" if isinstance(value, str) and len(value) > LONG else f"is {value!r}"
        yield Misfit(path, f"{_name(path)} {shown}", _advice(value, shape, bare))


def _advice(value: Any, shape: Any, bare: Any) -> str:
    """What to write instead: one of the values that may stand, a value of the right kind, one of the right length."""
    if get_origin(bare) is Literal:
        options = [str(option) for option in get_args(bare)]
        return "; ".join(filter(None, [f"write {', '.join(options)}", meant(str(value), options)]))
    kind = get_origin(bare) or bare
    if not isinstance(value, kind):
        return _HOW[kind]
    longest = next((meta.max_length for meta in _metas(shape) if meta.max_length), None)
    if longest and len(value) > longest:
        return f"{longest} at most: name a part as a macro"
    return f"write {_meaning(shape)}"


def _bare(shape: Any) -> Any:
    """The type itself, without its description and without that it may be left out."""
    if get_origin(shape) is Annotated:
        return _bare(get_args(shape)[0])
    options = [option for option in get_args(shape) if option is not UnsetType]
    return _bare(options[0]) if UnsetType in get_args(shape) and get_origin(shape) is Union else shape


def _meaning(shape: Any) -> str:
    """What the model says that a key is."""
    return next((str(meta.description) for meta in _metas(shape) if meta.description), "it as rules/README.md says")


def _metas(shape: Any) -> list[msgspec.Meta]:
    """What the model says of a key beside its type."""
    if get_origin(shape) is Union:
        return _metas(get_args(shape)[0])
    return [meta for meta in get_args(shape)[1:] if isinstance(meta, msgspec.Meta)]


def _name(path: Path_) -> str:
    """The last key of a path: `measure`, `row` for the first of a list of rows."""
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "the rule")


def _inside(path: Path_) -> str:
    names = [part for part in path if isinstance(part, str) and part != "rule"]
    return f" in {names[-1]}" if names else ""
