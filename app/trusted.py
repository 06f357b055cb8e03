"""Which models a person said may run here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings

from app.settings import demo_sources

_KEY = "trusted_models"
_REMEMBERED = 200


class TrustedModels:
    """Models by the hash of all their files, in the settings of this user: a project from somebody else says nothing.

    Parameters
    ----------
    settings
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def knows(self, path: Path, model_hash: str) -> bool:
        """Whether a model may run: one that ships with the program may."""
        return self.at_present()(path, model_hash)

    def at_present(self) -> Callable[[Path, str], bool]:
        """As `knows`, by what is known now: for another thread."""
        hashes, shipped = frozenset(self._hashes()), demo_sources().model
        return lambda path, model_hash: model_hash in hashes or path == shipped

    def remember(self, model_hash: str) -> None:
        """A person said that this model may run."""
        hashes = [model_hash, *(own for own in self._hashes() if own != model_hash)]
        self._settings.setValue(_KEY, hashes[:_REMEMBERED])

    def _hashes(self) -> list[str]:
        stored = self._settings.value(_KEY, [])
        # A list of one comes back as a string.
        return [stored] if isinstance(stored, str) else list(stored) if isinstance(stored, list) else []
