"""Where a project's sources are, relative to the project file, and what they held when they were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from engine.data.address import place_name
from engine.data.sources import Fingerprint, SourceKind, SourceRecord, Sources
from engine.store.places import folder_of, place_value, places_of
from engine.store.runs import Connect
from engine.store.values import get_value, set_value

SETTING = "sources"
_Value = dict[str, Any]


class Whereabouts:
    """The sources of a project.

    Parameters
    ----------
    project
        The project file.
    desk
        Begins a transaction in what is this machine's own, and where is kept where files lie on it.
    shared
        The same in what everybody has: where they lay when the project was begun. For a project file both are one.
    """

    def __init__(self, project: Path, desk: Connect, shared: Connect) -> None:
        self._folder = folder_of(project)
        self._desk = desk
        with shared() as connection:
            begun: Mapping[str, _Value] = get_value(connection, SETTING) or {}
        with desk() as connection:
            own: Mapping[str, _Value] = get_value(connection, SETTING) or {}
        self._values: Mapping[str, _Value] = {**begun, **own}

    def records(self) -> tuple[SourceRecord, ...]:
        """Every source of the project; images as well that nobody gave, but which lay where the labels said."""
        return records_of(self._values, self._folder)

    def sources(self) -> Sources:
        """What was opened when the project was made, where it is now."""
        return sources_of(self._values, self._folder)

    def image_root(self) -> Path | None:
        """The folder that names of images are relative to; None where there is none."""
        if not self._values.get(SourceKind.IMAGES, {}).get("root"):
            return None
        return next(own.path for own in self.records() if own.kind is SourceKind.IMAGES)

    def remember(self, records: Iterable[SourceRecord]) -> None:
        """Look for sources at the first of their places from now on; what was read of them stays as it was.

        Raises
        ------
        UserError
            The project file cannot be written to.
        """
        values = dict(self._values)
        for own in records:
            known = values.get(own.kind, {})
            value = _value(own, self._folder)
            if own.kind is SourceKind.IMAGES:
                # Whoever says where images are wants to see them.
                value |= {"given": known.get("given", False), "root": True}
            values[own.kind] = value
        if values != self._values:
            with self._desk() as connection:
                set_value(connection, SETTING, values)
            self._values = values


def sources_of(values: Mapping[str, _Value], folder: Path) -> Sources:
    """What was opened, from the value in the project file of a folder."""
    found = {own.kind.value: own.path for own in records_of(values, folder)}
    if not values.get(SourceKind.IMAGES, {}).get("given", True):
        del found[SourceKind.IMAGES]
    return Sources(**found)


def new_values(
    sources: Sources, image_root: Path | None, contents: Mapping[SourceKind, Fingerprint], project: Path
) -> dict[str, _Value]:
    """The sources of a new project as a value of its file.

    Parameters
    ----------
    sources
    image_root
        Of the dataset that was read of them.
    contents
        What they held before they were read, as far as that is known.
    project
        The project file.
    """
    values = {}
    for kind in SourceKind:
        path = getattr(sources, kind)
        given = path is not None
        if kind is SourceKind.IMAGES and path is None:
            path = image_root
        if path is None:
            continue
        value = _value(SourceRecord(kind, (path,), contents.get(kind)), folder_of(project))
        if kind is SourceKind.IMAGES:
            value |= {"given": given, "root": image_root is not None}
        values[str(kind)] = value
    return values


def records_of(values: Mapping[str, _Value], folder: Path) -> tuple[SourceRecord, ...]:
    """Every source, from the value in the project file of a folder."""
    return tuple(
        SourceRecord(
            kind,
            places_of(value, folder),
            None if value.get("sha256") is None else Fingerprint(value["stamp"], value["sha256"]),
            bool(value.get("skipped")),
        )
        for kind in SourceKind
        if (value := values.get(kind)) is not None
    )


def _value(record: SourceRecord, folder: Path) -> _Value:
    # Of a source that is nowhere both of its old places stay worth a look.
    value = {**place_value(record.places[0], folder), "absolute": place_name(record.places[-1])}
    if record.skipped:
        value["skipped"] = True
    if record.content is not None:
        value |= {"stamp": record.content.stamp, "sha256": record.content.sha256}
    return value
