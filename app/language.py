"""The language of the window and of reports; all else that the command line says is English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

TRANSLATIONS = Path(__file__).resolve().parent.parent / "resources" / "translations"


class Language(StrEnum):
    """What a person can choose; the values stand in the settings file."""

    SYSTEM = ""
    ENGLISH = "en"
    GERMAN = "de"


def language_of(chosen: str, preferred: Sequence[str]) -> Language:
    """The language to speak.

    Parameters
    ----------
    chosen
        What the settings file says; what is not a `Language` counts as none.
    preferred
        The system's languages, the best first, as ``de-AT``.
    """
    offered = set(Language) - {Language.SYSTEM}
    codes = (chosen, *(name.replace("_", "-").partition("-")[0] for name in preferred))
    return Language(next((code for code in codes if code in offered), Language.ENGLISH))


def use_language(app: QCoreApplication, chosen: str) -> tuple[QTranslator, ...]:
    """Let what is made from now on speak the language chosen; the translators come back, to be taken out again."""
    # Whatever the language: a number in the window is written as on the command line and in every file.
    QLocale.setDefault(QLocale.c())
    language = language_of(chosen, QLocale.system().uiLanguages())
    if language is Language.ENGLISH:
        return ()
    places = (
        # Of Qt's own buttons and dialogs; not every package of Qt has it.
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"boxwright_{language}", str(TRANSLATIONS)),
    )
    translators = []
    for name, folder in places:
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            translators.append(translator)
    return tuple(translators)


@contextmanager
def spoken(app: QCoreApplication, language: Language) -> Iterator[None]:
    """Let what is translated meanwhile be in a language."""
    translators = use_language(app, language)
    try:
        yield
    finally:
        for own in translators:
            app.removeTranslator(own)
