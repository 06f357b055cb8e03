"""Keys as text: how they are kept, and how they are shown to people."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Hints = Mapping[str, str]
"""The key of each action as people know it, empty where it has none: for texts that name keys."""

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_BARE = frozenset(
    {
        _Key.Key_unknown,
        _Key.Key_Shift,
        _Key.Key_Control,
        _Key.Key_Alt,
        _Key.Key_AltGr,
        _Key.Key_Meta,
        _Key.Key_Super_L,
        _Key.Key_Super_R,
        _Key.Key_Hyper_L,
        _Key.Key_Hyper_R,
        _Key.Key_CapsLock,
        _Key.Key_NumLock,
        _Key.Key_ScrollLock,
    }
)
_HELD = (_Modifier.ShiftModifier, _Modifier.ControlModifier, _Modifier.AltModifier, _Modifier.MetaModifier)


def normal_form(text: str) -> str:
    """The one way to write a key that Qt would take for the same; empty where it is none.

    Parameters
    ----------
    text
        One key with the modifiers held, such as ``"ctrl+shift+z"``.
    """
    keys = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
    # Of several keys, one after the other, none is taken.
    return _written(keys[0]) if keys.count() == 1 else ""  # type: ignore[index]


def key_of(event: QKeyEvent) -> str:
    """The key of an event in its normal form; empty while it is only a modifier."""
    combination = event.keyCombination()
    if event.text().isdigit() and event.text() == chr(combination.key()):
        # Some keyboards write figures with Shift held.
        combination = _without(combination, _Modifier.ShiftModifier)
    return _written(combination)


def held_text(event: QKeyEvent) -> str:
    """The modifiers held, to show while a key is waited for: ``"Ctrl+Shift+"``."""
    held = _Modifier.NoModifier
    for modifier in _HELD:
        held |= event.modifiers() & modifier
    # A letter stands for the key to come, and is taken off again.
    text = QKeySequence(QKeyCombination(held, _Key.Key_A)).toString(QKeySequence.SequenceFormat.NativeText)
    return text.removesuffix("A")


def shown_key(key: str) -> str:
    """A key as it is named on the keyboards of this system."""
    if key == "Return":
        return QCoreApplication.translate("Keys", "Enter")
    if key == "Enter":
        return QCoreApplication.translate("Keys", "Enter (number pad)")
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def with_key(text: str, key: str) -> str:
    """A text with the key that does it, if there is one."""
    return f"{text} ({key})" if key else text


def _written(combination: QKeyCombination) -> str:
    key = combination.key()
    if key in _BARE:
        return ""
    combination = _without(combination, _Modifier.KeypadModifier)
    if key == _Key.Key_Backtab:
        combination = QKeyCombination(combination.keyboardModifiers() | _Modifier.ShiftModifier, _Key.Key_Tab)
    elif _Key.Key_Space < key < _Key.Key_ydiaeresis and not chr(key).isalnum():
        # Which signs need Shift differs between keyboards; Qt finds them with and without.
        combination = _without(combination, _Modifier.ShiftModifier)
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)


def _without(combination: QKeyCombination, modifier: Qt.KeyboardModifier) -> QKeyCombination:
    return QKeyCombination(combination.keyboardModifiers() & ~modifier, combination.key())
