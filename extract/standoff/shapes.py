"""The shapes of the files that doccano and Label Studio give back; what else stands in them is passed over."""

from typing import TypeVar

import msgspec

T = TypeVar("T")


class KeptRow(msgspec.Struct, frozen=True):
    """A row as an export keeps it beside the labels; offsets count characters."""

    table: str
    start: int
    end: int
    cells: dict[str, str]
    sentence: str = ""
    rule: str = ""


class Entity(msgspec.Struct, frozen=True):
    """A label of a doccano project with relations; offsets count UTF-16 code units."""

    label: str
    start_offset: int
    end_offset: int


class Kept(msgspec.Struct, frozen=True):
    """What doccano keeps for the project without knowing it."""

    report: str = ""
    rows: tuple[KeptRow, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """One line of a doccano project; versions differ in where the labels and the metadata stand."""

    text: str
    id: int | str = ""
    label: tuple[tuple[int, int, str], ...] = ()
    labels: tuple[tuple[int, int, str], ...] = ()
    entities: tuple[Entity, ...] = ()
    report: str = ""
    rows: tuple[KeptRow, ...] = ()
    meta: Kept = Kept()
    metadata: Kept = Kept()


class Value(msgspec.Struct, frozen=True):
    """Where a region of Label Studio stands, in characters, and its labels."""

    start: int
    end: int
    labels: tuple[str, ...] = ()
    text: str = ""


class Region(msgspec.Struct, frozen=True):
    """One result of Label Studio; only those of type `labels` are regions of a text."""

    type: str
    value: msgspec.Raw
    id: str = ""
    meta: Kept = Kept()


class Judgement(msgspec.Struct, frozen=True):
    """One person's annotation of a task, or one prediction."""

    result: tuple[Region, ...] = ()
    was_cancelled: bool = False
    ground_truth: bool = False


class TaskData(msgspec.Struct, frozen=True):
    """What a task shows."""

    text: str
    report: str = ""


class Task(msgspec.Struct, frozen=True):
    """One task of a Label Studio project."""

    data: TaskData
    id: int | str = ""
    annotations: tuple[Judgement, ...] = ()
    predictions: tuple[Judgement | int, ...] = ()  # some exports give only their numbers


def decoded(data: str | msgspec.Raw, shape: type[T]) -> T:
    """The JSON in that shape; raises ValueError that says what is amiss and where."""
    try:
        return msgspec.json.decode(data, type=shape)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
