"""What a ``.keras`` file says of itself, without Keras: an archive with ``config.json`` in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import UserError

OWN = frozenset({"keras", "keras_hub", "keras_cv", "keras_nlp"})
"""Packages whose layers are known; those but the first must be imported before a model is loaded that names them."""

_CONFIG = "config.json"
_REMEDY = "Copy the file again, or save the model anew with model.save('model.keras')"


@dataclass(frozen=True, slots=True)
class KerasFile:
    """The configuration, and what it names.

    Attributes
    ----------
    config : dict
    lambdas : tuple of str
        Names of Lambda layers, and of functions that the file carries as code.
    packages : tuple of str
        Of `OWN`, those that it names beside Keras itself.
    foreign : tuple of str
        Other modules and packages that it names, from which Keras would import.
    members : tuple of str
        Names of the files in the archive.
    """

    config: dict[str, Any]
    lambdas: tuple[str, ...]
    packages: tuple[str, ...]
    foreign: tuple[str, ...]
    members: tuple[str, ...]


def read_keras_file(path: Path) -> KerasFile:
    """Read the configuration in a ``.keras`` file.

    Raises
    ------
    UserError
        It is no such file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = tuple(archive.namelist())
            config = json.loads(archive.read(_CONFIG))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the model cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
    except (zipfile.BadZipFile, KeyError, ValueError, RecursionError) as error:
        raise UserError(
            f"this is no Keras model: it is no archive with a {_CONFIG} in it", source=path, remedy=_REMEDY
        ) from error
    if not isinstance(config, dict):
        raise UserError(f"{_CONFIG} holds no model", source=path, remedy=_REMEDY)
    lambdas: list[str] = []
    packages: set[str] = set()
    foreign: set[str] = set()
    for item in _objects(config):
        kind = item.get("class_name")
        if kind in ("Lambda", "__lambda__"):
            lambdas.append(_name(item))
        for module in _modules(item):
            root = module.partition(".")[0]
            if root not in OWN:
                foreign.add(module)
            elif root != "keras":
                packages.add(root)
    return KerasFile(config, tuple(lambdas), tuple(sorted(packages)), tuple(sorted(foreign)), members)


def _objects(content: Any) -> Iterator[dict[str, Any]]:
    """All dictionaries in the configuration, however deep."""
    waiting = [content]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item


def _modules(item: dict[str, Any]) -> Iterator[str]:
    """Where Keras would look for an object's class: its module, and the package it was registered by."""
    if "class_name" not in item:
        return
    module, registered = item.get("module"), item.get("registered_name")
    if isinstance(module, str) and module and module != "builtins":
        yield module
    if isinstance(registered, str) and ">" in registered:
        package = registered.partition(">")[0]
        # Registered without a package, by Keras's default.
        yield "a class registered as " + registered if package == "Custom" else package


def _name(item: dict[str, Any]) -> str:
    own = item.get("config")
    name = own.get("name") if isinstance(own, dict) else item.get("name")
    return name if isinstance(name, str) else "unnamed"
