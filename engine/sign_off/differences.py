"""The first difference between what was signed and what is there, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from engine.data.sign_off import SignedImage

_CLOSE = 1e-9
"""Figures may differ so much from one computer to another: sums are rounded."""
_LONGEST = 60
_TITLES = {
    "format": "Form of the record",
    "project": "Name of the project",
    "program": "Program",
    "signed_by": "Who signed",
    "signed_at": "When it was signed",
    "waiver": "Why flags may stay open",
    "policy": "Policy",
    "previous": "Chain of sign-offs",
    "public_key": "Key",
    "journal": "Journal",
    "labels": "Labels",
    "images": "Images",
    "predictions": "Predictions",
    "evaluation": "Evaluation settings",
    "checks": "Check settings",
    "metrics": "Metrics",
    "gains": "Gains",
    "flags": "Flags",
    "sample": "Random sample",
    "people": "People",
}


def first_difference(signed: Mapping[str, Any], now: Mapping[str, Any], *, exact: bool = False) -> str:
    """Name the first field of a record that is not the same, and both values; empty where there is none.

    Parameters
    ----------
    signed, now
        The record, or its facts under ``facts``, as JSON has them.
    exact
        Whether the last bit of a figure counts: where both were written at once, not where one was computed anew.
    """
    found = _first((), signed, now, exact=exact)
    if found is None:
        return ""
    path, then, since = found
    where = path[1:] if path[0] == "facts" else path
    values = {"what": _TITLES[str(where[0])], "then": _shown(then), "now": _shown(since)}
    if len(where) == 1:
        return filled("{what}: {then} was signed, and here is {now}.", **values)
    return filled(
        "{what}, {field}: {then} was signed, and here is {now}.",
        field=" ".join(str(own + 1) if isinstance(own, int) else own for own in where[1:]),
        **values,
    )


def first_of_images(signed: Sequence[SignedImage], now: Sequence[SignedImage]) -> str:
    """Name the first image whose file or labels are not those that were signed; empty where there is none."""
    then, here = ({own.name: own for own in images} for images in (signed, now))
    for name, own in then.items():
        found = here.get(name)
        if found is None:
            return filled("Image {name} was signed and is not here.", name=name)
        if found.labels != own.labels:
            return filled(
                "The labels of image {name} are not those that were signed: {then} boxes were signed, here are {now}.",
                name=name,
                then=own.boxes,
                now=found.boxes,
            )
        if found.sha256 != own.sha256 and not found.sha256:
            return filled("The image file {name} was signed and is not here.", name=name)
        if found.sha256 != own.sha256:
            return filled("The image file {name} is not the one that was signed.", name=name)
    added = next((name for name in here if name not in then), None)
    return "" if added is None else filled("Image {name} is here and was not signed.", name=added)


def filled(text: str, **values: object) -> str:
    """A sentence with its values; what is said here is read on the command line alone, which speaks English."""
    return text.format_map(values)


_Found = tuple[tuple[str | int, ...], Any, Any]


def _first(path: tuple[str | int, ...], one: Any, other: Any, *, exact: bool) -> _Found | None:
    one, other = _named(one), _named(other)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        pairs = [(name, one.get(name), other.get(name)) for name in dict.fromkeys((*one, *other))]
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple) and len(one) == len(other):
        pairs = [(number, *both) for number, both in enumerate(zip(one, other, strict=True))]
    elif isinstance(one, float) and isinstance(other, float):
        same = one == other if exact else math.isclose(one, other, rel_tol=0.0, abs_tol=_CLOSE)
        return None if same else (path, one, other)
    else:
        return None if one == other else (path, one, other)
    return next(
        (found for name, *both in pairs if (found := _first((*path, name), *both, exact=exact))), None
    )


def _named(value: Any) -> Any:
    """Pairs of a name and a value as the mapping that they are."""
    pairs = isinstance(value, list | tuple) and value
    if pairs and all(isinstance(own, list | tuple) and len(own) == 2 for own in value):
        return dict(value)
    return value


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        value = ", ".join(map(_shown, value))
    if value is None or value == "":
        return "nothing"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
