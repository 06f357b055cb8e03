import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import cli, desktop_message
from app.__main__ import main
from app.desktop_message import message_commands, reads_the_terminal, show_message


def test_a_checkout_is_started_in_a_terminal() -> None:
    assert reads_the_terminal()


@pytest.mark.skipif("sys.platform == 'win32'")
def test_an_installed_program_that_a_menu_started_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not reads_the_terminal()


def test_every_program_is_given_the_whole_text_as_one_argument() -> None:
    text = 'two words, "quoted" & <plain>, and more of them than go on a line of some eighty letters'
    said = {command[-1].removeprefix("--text=").replace("\n", " ") for command in message_commands(text)}
    assert said == {text}


def test_qt_shows_it_where_it_has_started(qtbot: QtBot) -> None:
    seen: list[str] = []

    def read() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        message = dialog.findChild(QLabel, "message")
        assert message is not None
        seen.append(message.text())
        dialog.close()

    QTimer.singleShot(0, read)
    show_message("This folder cannot be written to")
    assert seen == ["This folder cannot be written to"]


@pytest.mark.parametrize(
    ("arguments", "in_terminal", "problem", "shown"),
    [
        (["open", "/gone.boxwright"], False, None, 1),
        (["open", "/gone.boxwright"], True, None, 0),
        (["open", "/gone.boxwright"], False, "there is no display", 0),
        (["check", "/gone.json"], False, None, 0),
    ],
)
def test_what_a_menu_or_a_double_click_starts_says_in_a_window_why_it_ends(
    arguments: list[str],
    in_terminal: bool,
    problem: str | None,
    shown: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    messages: list[str] = []
    monkeypatch.setattr(cli, "reads_the_terminal", lambda: in_terminal)
    monkeypatch.setattr(cli, "display_problem", lambda: problem)
    monkeypatch.setattr(cli, "show_message", messages.append)
    assert cli.run(arguments) == cli.WRONG_INPUT
    assert len(messages) == shown
    assert all("/gone.boxwright" in text for text in messages)
    assert "/gone" in capsys.readouterr().err


@pytest.mark.skipif("sys.platform == 'win32'")
def test_the_desktops_program_is_called_where_qt_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program = tmp_path / "xmessage"
    program.write_text(f'#!/bin/sh\nprintf "%s" "$4" > "{told}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(desktop_message.sys.modules, "PySide6.QtWidgets", None)  # type: ignore[arg-type]
    show_message("Qt cannot be loaded")
    assert told.read_text(encoding="utf-8") == "Qt cannot be loaded"


@pytest.mark.parametrize("installed", [True, False])
def test_an_installation_without_one_of_its_parts_says_so(
    installed: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    messages: list[str] = []
    monkeypatch.setitem(sys.modules, "app.cli", None)  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "frozen", installed, raising=False)
    monkeypatch.setattr(desktop_message, "show_message", messages.append)
    with pytest.raises(SystemExit if installed else ImportError):
        main()
    assert [text.endswith("Install Boxwright again.") for text in messages] == [True] * installed
    assert ("app.cli" in capsys.readouterr().err) is installed
