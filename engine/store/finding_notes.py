"""What the project file keeps of findings: what was said of them, and what was given to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind, Given, GivenKind
from engine.store.places import folder_of, place_value, places_of
from engine.store.runs import Connect
from engine.store.storage import Storage
from engine.store.values import get_value, set_value

_VERDICTS = "finding_verdicts"
_GIVEN = "given_to_diagnosis"


class FindingNotes:
    """Verdicts on findings, one for each, and paths given to a diagnosis.

    Parameters
    ----------
    project
        The project file.
    storage
        What the project is in.
    desk
        Begins a transaction in what is this machine's own: where files lie is no affair of others.
    """

    def __init__(self, project: Path, storage: Storage, desk: Connect) -> None:
        self._folder = folder_of(project)
        self._storage = storage
        self._desk = desk
        with desk() as connection:
            self._given: Mapping[str, Any] = get_value(connection, _GIVEN) or {}
        self._verdicts: Mapping[str, FindingVerdict] = self.read()

    @property
    def verdicts(self) -> Mapping[str, FindingVerdict]:
        """What was said, by `Finding.key`."""
        return MappingProxyType(self._verdicts)

    def read(self) -> Mapping[str, FindingVerdict]:
        """What the project has now, which others may have said; nothing is changed."""
        with self._storage.guarded() as connection:
            values: Mapping[str, Any] = get_value(connection, _VERDICTS) or {}
        return {key: _verdict(key, value) for key, value in values.items()}

    def take_in(self, verdicts: Mapping[str, FindingVerdict]) -> None:
        """Go on with what was read."""
        self._verdicts = verdicts

    @property
    def given(self) -> Given:
        """What was given, where it is now; where it is nowhere, where it was."""
        found = {}
        for kind, value in self._given.items():
            places = places_of(value, self._folder)
            found[kind] = next((place for place in places if place.exists()), places[0])
        return Given(**found)

    def judge(self, verdict: FindingVerdict) -> None:
        """Remember what was said of a finding, in place of what was said before.

        Raises
        ------
        UserError
            The project file cannot be written to; nothing has changed then.
        """
        self._keep(verdict.key, verdict)

    def take_back(self, key: str) -> None:
        """Forget what was said of a finding."""
        self._keep(key, None)

    def give(self, kind: GivenKind, path: Path | None) -> None:
        """Look at this from now on; None: at nothing of the kind.

        Raises
        ------
        UserError
            The project file cannot be written to; nothing has changed then.
        """
        given = {own: value for own, value in self._given.items() if own != kind}
        if path is not None:
            given[kind.value] = place_value(path, self._folder)
        with self._desk() as connection:
            set_value(connection, _GIVEN, given)
        self._given = given

    def _keep(self, key: str, verdict: FindingVerdict | None) -> None:
        with self._storage.alone() as connection:
            # What another window said of other findings meanwhile stays.
            values = dict(get_value(connection, _VERDICTS) or {})
            values.pop(key, None)
            if verdict is not None:
                values[key] = _value(verdict)
            set_value(connection, _VERDICTS, values)
        self._verdicts = {own: _verdict(own, value) for own, value in values.items()}


def _value(verdict: FindingVerdict) -> dict[str, Any]:
    return {
        "kind": verdict.kind.value,
        "author": verdict.author,
        "at": verdict.at.isoformat(),
        "reason": verdict.reason,
        "sentence": verdict.sentence,
        "price": verdict.price,
        "steps": list(verdict.steps),
    }


def _verdict(key: str, value: Mapping[str, Any]) -> FindingVerdict:
    return FindingVerdict(
        key,
        FindingVerdictKind(value["kind"]),
        value["author"],
        datetime.fromisoformat(value["at"]),
        value["reason"],
        value["sentence"],
        value["price"],
        tuple(value["steps"]),
    )
