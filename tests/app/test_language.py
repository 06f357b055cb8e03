"""What the window says in another language: every text translated, the files up to date, nothing left in English."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QSettings, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.actions import ACTIONS
from app.application import Application
from app.crops import Crops, Wish
from app.language import TRANSLATIONS, Language, language_of, use_language
from app.settings import settings_file
from engine.data.check_settings import DEFAULTS, THRESHOLDS, faults
from engine.data.dataset import UNKNOWN_CLASS
from engine.data.flag import FlagKind
from engine.data.metrics import METRIC_NAMES
from engine.data.sentence import joined, sentence
from widgets.dialogs.check_settings import CheckSettingsDialog
from widgets.theme import flag_title
from widgets.words import translated

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = sorted(path.stem.removeprefix("boxwright_") for path in TRANSLATIONS.glob("*.ts"))
SAME_IN_GERMAN = {
    "", "AP", "AP50", "AR", "F1", "mAP", "Score", "IoU", "Label", "Labels", "Precision", "Recall", "Box", "x", "y",
    "Alpha", "Kappa", "&Labels", "px", "COCO", "Boxwright", "&100 %", "&English", "English", "&Deutsch", "&Split",
    "IoU {iou:.2f}", "AP {ap:.4f}", "{name}: AP {before:.4f} → {now:.4f}", "{number} {unit}",
    "&Journal…", "Journal", "Moment", "Person",
}  # fmt: skip


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = script()


class _Marking(QTranslator):
    """Puts brackets around whatever is translated: what has none was not marked."""

    def translate(self, context: str, text: str, _disambiguation: str = "", _n: int = -1) -> str:
        return f"⟦{text}⟧" if text else ""

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def marking(qapp: QApplication) -> Iterator[None]:
    translator = _Marking()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[QApplication]:
    """Qt and the program's own texts in German."""
    translators = use_language(qapp, "de")
    assert translators
    yield qapp
    for translator in translators:
        qapp.removeTranslator(translator)


@pytest.fixture
def chosen_german() -> Iterator[None]:
    """German stands in the settings file."""
    settings = QSettings(str(settings_file()), QSettings.Format.IniFormat)
    settings.setValue("language", "de")
    settings.sync()
    yield
    settings.remove("language")
    settings.sync()


def placeholders(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{[^}]*\}|%n|%L?\d|<[^>]*>|\n", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_a_translation_with_the_same_values_and_none_is_left_over(language: str) -> None:
    messages = SCRIPT.collect()
    found = SCRIPT.read(TRANSLATIONS / f"boxwright_{language}.ts")
    assert sorted(found.keys() ^ messages.keys()) == [], "run packaging/translations.py"
    assert [message for message, text in found.items() if not text] == []
    for message, text in found.items():
        assert placeholders(text) == placeholders(message.text), message
        assert text.count("&") == message.text.count("&"), message
        assert (text[-1] in ".…:") == (message.text[-1] in ".…:"), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_that_is_loaded_says_what_the_file_that_is_written_says(
    qapp: QApplication, language: str
) -> None:
    translator = QTranslator()
    assert translator.load(f"boxwright_{language}", str(TRANSLATIONS))
    for message, text in SCRIPT.read(TRANSLATIONS / f"boxwright_{language}.ts").items():
        assert translator.translate(message.context, message.text) == text, "run packaging/translations.py"


def test_no_two_entries_of_a_german_menu_have_one_letter(german: QApplication) -> None:
    letters: dict[str, Counter[str]] = {}
    for spec in ACTIONS:
        text = QCoreApplication.translate("Action", spec.text)
        if "&" in text:
            letters.setdefault(spec.menu, Counter())[text.partition("&")[2][0].casefold()] += 1
    for menu in {spec.menu for spec in ACTIONS if "/" in spec.menu}:
        outer, inner = menu.split("/")
        text = QCoreApplication.translate("Menu", inner)
        letters[outer][text.partition("&")[2][0].casefold()] += 1
    twice = {(menu, letter) for menu, own in letters.items() for letter, count in own.items() if count > 1}
    assert twice == set()


@pytest.mark.parametrize(
    ("chosen", "preferred", "spoken"),
    [
        ("", [], Language.ENGLISH),
        ("", ["de-AT", "en"], Language.GERMAN),
        ("", ["en-GB", "de"], Language.ENGLISH),
        ("", ["fr-FR", "de_DE"], Language.GERMAN),
        ("", ["fr"], Language.ENGLISH),
        ("de", ["en"], Language.GERMAN),
        ("en", ["de"], Language.ENGLISH),
        ("tlh", ["de"], Language.GERMAN),
    ],
)
def test_the_language_is_the_one_chosen_or_the_systems(
    chosen: str, preferred: list[str], spoken: Language
) -> None:
    assert language_of(chosen, preferred) is spoken


def test_english_needs_no_files(qapp: QApplication) -> None:
    assert use_language(qapp, "en") == ()
    assert QCoreApplication.translate("Action", "&Undo") == "&Undo"


def test_a_sentence_is_translated_with_its_values(german: QApplication) -> None:
    for said, spoken in (
        ("no sentence", "no sentence"),
        (UNKNOWN_CLASS, "unbekannte Klasse"),
        (
            sentence(
                "Reason",
                "The model finds this {name} only with score {score:.2f}.",
                name="a {b}",
                score=0.456,
            ),
            "Das Modell findet dieses Objekt (a {b}) nur mit Score 0.46.",
        ),
        (
            sentence("Behind", "{truth} taken for {said}", truth="cat", said=sentence("Behind", "nothing")),
            "cat für nichts gehalten",
        ),
        (joined(", ", ("a", sentence("Attribution", "{count} more", count=2))), "a, 2 weitere"),
        (sentence("Reason", "This nobody has translated: {n}.", n=1), "This nobody has translated: 1."),
    ):
        assert translated(said) == spoken


def test_what_is_wrong_with_a_threshold_is_said_in_german(german: QApplication) -> None:
    said = faults({"duplicate_from": 0.9, "duplicate_sure": 0.8, "min_boxes": 0.5})
    assert {name: translated(problem) for name, problem in said.items()} == {
        "duplicate_from": "der Wert darf nicht über „Zwei Boxen sind sicher ein Objekt“ liegen, 0.80 IoU",
        "min_boxes": "0.5 liegt nicht zwischen 2 Boxen und 1,000,000 Boxen",
    }


def test_why_there_is_no_crop_is_said_in_german(
    german: QApplication, application: Application, wait_until_idle: Callable[[], None]
) -> None:
    crops, received = Crops(application.jobs), []
    crops.want([Wish(1, None, (0, 0), (0.0, 0.0, 9.0, 9.0), 64)], received.append)
    wait_until_idle()
    assert translated(received[0][1].message) == "Der Ordner der Bilder ist nicht bekannt."


def test_texts_that_are_put_together_cannot_be_marked() -> None:
    for source in ('self.tr(f"{x} boxes")', 'tr("a" + b)', 'sentence("Reason", f"{x}")'):
        with pytest.raises(SyntaxError, match="written out"):
            list(SCRIPT.texts_of(source, "module.py"))
    assert list(
        SCRIPT.texts_of('class A:\n    def f(self): return self.tr("a" if x else "b" "c")', "m.py")
    ) == [
        ("A", "a"),
        ("A", "bc"),
    ]


def texts(top: QWidget) -> Iterator[str]:
    """What a person reads, or hears read out, in menus, on widgets and when pointing at them."""
    for action in top.findChildren(QAction):
        yield action.text()
    for widget in top.findChildren(QWidget):
        yield from (
            widget.windowTitle(),
            widget.toolTip(),
            widget.accessibleName(),
            widget.accessibleDescription(),
        )
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QMenu):
            yield widget.title()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QTabBar):
            yield from (widget.tabText(i) for i in range(widget.count()))
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(i) for i in range(widget.count()))
        elif isinstance(widget, QTableView):
            model = widget.model()
            columns = range(model.columnCount())
            yield from (str(model.headerData(i, Qt.Orientation.Horizontal) or "") for i in columns)


def english_left(top: QWidget) -> list[str]:
    german = set(SCRIPT.read(TRANSLATIONS / "boxwright_de.ts").values())
    english = {message.text for message in SCRIPT.collect()} - german - SAME_IN_GERMAN
    return [text for text in texts(top) if text in english or text.replace("&", "") in english]


def test_the_window_speaks_german_and_nothing_is_left_in_english(
    chosen_german: None, open_bccd: Application, qtbot: QtBot
) -> None:
    window, document = open_bccd.window, open_bccd.document
    assert [action.text() for action in window.menuBar().actions()] == [
        "&Datei", "&Bearbeiten", "&Prüfen", "&Ansicht", "&Gehe zu", "&Modell", "&Hilfe",
    ]  # fmt: skip
    assert open_bccd.actions["language_de"].isChecked()
    assert {spec.text for spec in ACTIONS} & {action.text() for action in open_bccd.actions.values()} <= {
        *SAME_IN_GERMAN
    }
    assert english_left(window) == []
    entry = next(e for e in document.review.queue() if e.flag.kind is FlagKind.MISSING_LABEL)
    document.go_to_flag(entry)
    reason = window.inspector.findChild(QLabel, "reason")
    assert reason is not None
    assert reason.text().startswith("Das Modell sieht hier ")
    assert reason.text().endswith(", und keine Box sagt das.")
    assert flag_title(FlagKind.MISSING_LABEL) == "Fehlendes Label"
    open_bccd.actions["reviewed"].trigger()
    assert window.message_label.text() == 'Bild geprüft · <a href="undo">Rückgängig</a>'
    # What the command line prints stays as it is.
    assert entry.flag.reason.startswith("The model sees ")
    open_bccd.actions["language_en"].trigger()
    assert window.message_label.text() == "Die Sprache wechselt beim nächsten Start."
    settings = QSettings(str(settings_file()), QSettings.Format.IniFormat)
    assert settings.value("language") == "en"


def test_every_text_of_the_window_is_marked_for_translation(marking: None, open_bccd: Application) -> None:
    window, document = open_bccd.window, open_bccd.document
    data = {*document.review.dataset.categories.names, *METRIC_NAMES, "Boxwright", "bccd"}
    for name in ("accept", "select_all", "next_flag", "reviewed"):
        open_bccd.actions[name].trigger()
        unmarked = {
            text for text in texts(window) if "⟦" not in text and re.search("[A-Za-z]{2}", text)
        } - data
        assert {
            text for text in unmarked if not re.search(r"BloodImage_|\.boxwright$|^/|^Test Person, ", text)
        } == set()


def test_the_thresholds_are_asked_for_in_german_with_a_point_in_their_numbers(
    german: QApplication, qtbot: QtBot
) -> None:
    dialog = CheckSettingsDialog(DEFAULTS)
    qtbot.addWidget(dialog)
    labels = {label.text() for label in dialog.findChildren(QLabel)}
    assert not labels & ({own.title for own in THRESHOLDS} | {own.reason for own in THRESHOLDS})
    assert "Kleinster Score eines Hinweises" in labels
    assert QLocale().toString(0.5) == "0.5"
