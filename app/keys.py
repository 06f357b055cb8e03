"""Which key belongs to which action: those of the table, and what a person made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from widgets.key_text import normal_form

_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class KeyRefusedError(Exception):
    """A key cannot be given to an action.

    Parameters
    ----------
    key
    owner
        The action that has it; None: no action has it, but it cannot be changed either.
    """

    def __init__(self, key: str, owner: str | None) -> None:
        super().__init__(f"{key} cannot be changed" if owner is None else f"{key} is a key of {owner}")
        self.key = key
        self.owner = owner


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of each action; no key belongs to two.

    Attributes
    ----------
    defaults : mapping of str to tuple of str
        By action, in the order of the table: the keys it has as long as nobody changes them, in normal form.
    fixed : frozenset of str
        Keys that only an action whose default they are may have.
    changes : mapping of str to tuple of str
        By action: the keys it has instead.
    """

    defaults: Mapping[str, tuple[str, ...]]
    fixed: frozenset[str] = frozenset()
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE)

    def of(self, action: str) -> tuple[str, ...]:
        """The keys of an action."""
        return self.changes.get(action, self.defaults[action])

    def owner(self, key: str) -> str | None:
        """The action that a key belongs to; None: to none."""
        return next((action for action in self.defaults if key in self.of(action)), None)

    def assign(self, action: str, keys: Sequence[str]) -> Keys:
        """Give an action these keys instead of its own.

        Raises
        ------
        KeyRefusedError
            One of them belongs to another action, is fixed, or is no key.
        """
        wanted = tuple(dict.fromkeys(normal_form(key) or key for key in keys))
        for key in wanted:
            self._check(action, key)
        changes = {other: own for other, own in self.changes.items() if other != action}
        if wanted != self.defaults[action]:
            changes[action] = wanted
        return replace(self, changes=changes)

    def reset(self, action: str) -> Keys:
        """Give an action the table's keys again.

        Raises
        ------
        KeyRefusedError
            One of them belongs to another action by now.
        """
        return self.assign(action, self.defaults[action])

    def reset_all(self) -> Keys:
        """The table's keys for all."""
        return replace(self, changes=_NONE)

    def restored(self, stored: Mapping[str, Sequence[str]]) -> tuple[Keys, tuple[str, ...]]:
        """Take up changes of an earlier run, as far as they make sense.

        Where a key was given to one action and is a default of another, the person's choice holds and the default
        yields. Of two actions given the same key, the first in the table has it.

        Returns
        -------
        tuple of Keys and tuple of str
            What could not be taken up as it was, for the log.
        """
        said = [
            f"There is no action {name!r} to give keys to." for name in stored if name not in self.defaults
        ]
        given: dict[str, tuple[str, ...]] = {}
        taken: dict[str, str] = {}
        for action in self.defaults:
            if action not in stored:
                continue
            kept = []
            for text in stored[action]:
                key = normal_form(text)
                why = self._why_not(action, key, taken)
                if why is not None:
                    said.append(f"{text!r} is not given to {action!r}: {why}.")
                elif key not in kept:
                    kept.append(key)
                    taken[key] = action
            if kept or not stored[action]:
                given[action] = tuple(kept)
        for action, keys in self.defaults.items():
            left = tuple(key for key in keys if taken.get(key, action) == action)
            if action not in given and left != keys:
                given[action] = left
                said.append(f"{action!r} leaves keys to actions that were given them: it has {left} now.")
        changes = {action: keys for action, keys in given.items() if keys != self.defaults[action]}
        return replace(self, changes=changes), tuple(said)

    def _check(self, action: str, key: str) -> None:
        if key in self.fixed and key not in self.defaults[action]:
            raise KeyRefusedError(key, None)
        owner = self.owner(key)
        if not normal_form(key) or owner not in (None, action):
            raise KeyRefusedError(key, owner)

    def _why_not(self, action: str, key: str, taken: Mapping[str, str]) -> str | None:
        if not key:
            return "it is no key"
        if key in self.fixed and key not in self.defaults[action]:
            return "it cannot be changed"
        if taken.get(key, action) != action:
            return f"it is given to {taken[key]!r} already"
        return None
