"""Light, dark or as the system has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication

from app.application import Application
from app.scheme import SchemeChoice
from widgets.theme import Scheme, Theme

DARK, LIGHT, UNKNOWN = Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Unknown


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QObject]:
    palette = qapp.palette()
    owner = QObject()
    yield owner
    owner.deleteLater()
    qapp.setStyleSheet("")
    qapp.setPalette(palette)


def settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


@pytest.mark.parametrize(
    ("saved", "chosen"),
    [(None, None), ("", None), ("nonsense", None), ("light", Scheme.LIGHT), ("dark", Scheme.DARK)],
)
def test_what_was_chosen_is_chosen_again(
    qapp: QApplication, parent: QObject, tmp_path: Path, saved: str | None, chosen: Scheme | None
) -> None:
    kept = settings(tmp_path)
    if saved is not None:
        kept.setValue("scheme", saved)
    scheme = SchemeChoice(qapp, kept, parent)
    assert scheme.chosen is chosen
    assert scheme.theme.scheme is (chosen or Scheme.LIGHT)


def test_the_system_is_followed_until_a_person_chooses(
    qapp: QApplication, parent: QObject, tmp_path: Path
) -> None:
    kept, shown = settings(tmp_path), []
    scheme = SchemeChoice(qapp, kept, parent)
    scheme.theme_changed.connect(lambda theme: shown.append(theme.scheme))
    changed = qapp.styleHints().colorSchemeChanged
    for asked in (DARK, DARK, UNKNOWN, DARK):
        changed.emit(asked)
    assert shown == [Scheme.DARK, Scheme.LIGHT, Scheme.DARK]
    scheme.choose(Scheme.LIGHT)
    changed.emit(DARK)
    assert shown[3:] == [Scheme.LIGHT]
    assert kept.value("scheme") == "light"
    scheme.choose(None)
    assert kept.value("scheme") is None
    changed.emit(DARK)
    assert shown[4:] == [Scheme.DARK]


def test_the_view_menu_shows_what_is_chosen_and_everything_follows(application: Application) -> None:
    actions = application.actions

    def checked() -> list[str]:
        return [name for name in ("system", "light", "dark") if actions[name].isChecked()]

    before = checked()
    seen: list[Theme] = []
    application._scheme.theme_changed.connect(seen.append)
    actions["dark"].trigger()
    assert checked() == ["dark"]
    actions["light"].trigger()
    actions["light"].trigger()
    assert checked() == ["light"]
    assert seen[-1].scheme is Scheme.LIGHT
    actions["system"].trigger()
    assert checked() == ["system"] == before
