"""Projects that were open before, the last one first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

_KEPT = 5
_SETTING = "recent"


def recent_projects(settings: QSettings) -> list[str]:
    """Paths of those that are still there."""
    stored = settings.value(_SETTING, [], list)
    return [str(path) for path in stored if Path(path).is_file()] if isinstance(stored, list) else []


def remember_project(settings: QSettings, project: Path) -> None:
    """Put one first."""
    paths = [str(project), *(path for path in recent_projects(settings) if path != str(project))]
    settings.setValue(_SETTING, paths[:_KEPT])
