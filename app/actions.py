"""The table of actions: what a person can do from a menu or by a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from app.document import Document
from widgets.icons import set_icon

EnabledWhen = Callable[[Document], bool]

EXPLAINED = "explained"
"""The property of an action whose tooltip says why it cannot be done."""


def _always(document: Document) -> bool:
    return True


def _open(document: Document) -> bool:
    return document.is_open


def _images(document: Document) -> bool:
    return document.is_open and len(document.review.dataset.images) > 0


def _flag(document: Document) -> bool:
    return document.is_open and document.entry is not None


def _acceptable(document: Document) -> bool:
    return document.is_open and (document.entry is None or document.entry.flag.suggestion is not None)


def _selection(document: Document) -> bool:
    return document.is_open and bool(document.selection)


def _copied(document: Document) -> bool:
    return _images(document) and bool(document.copied)


def _narrowed(document: Document) -> bool:
    return document.is_open and document.narrowing is not None


def _undo(document: Document) -> bool:
    return document.is_open and bool(document.review.history.done)


def _redo(document: Document) -> bool:
    return document.is_open and bool(document.review.history.undone)


def _scored(document: Document) -> bool:
    return document.is_open and document.review.predictions is not None


def _model(document: Document) -> bool:
    return document.is_open and document.model is not None


def _on_server(document: Document) -> bool:
    return document.is_open and document.review.project.leases is not None


def _holding(document: Document) -> bool:
    return bool(document.held)


def _with_images(document: Document) -> bool:
    return document.is_open and document.review.dataset.image_root is not None


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a person can do.

    Attributes
    ----------
    id : str
        What `application.py` binds an operation to.
    menu : str
        The menu it stands in, and after a slash the menu in that; ``""`` for keys that no menu lists one by one.
    text : str
    shortcuts : tuple of str
        The first is shown in the menu.
    enabled_when : function of Document
    icon : str or None
        A name of `widgets.icons`.
    separated : bool
        Whether a line stands above it in the menu.
    switch : bool or None
        Of a switch: whether it is on at first.
    choice : str or None
        Of one among several that exclude each other: what is chosen. Without a `switch` that is on, something
        else says which is chosen at first.
    reason : str
        Why it cannot be done in a project where it is not enabled; empty where that goes without saying.
    """

    id: str
    menu: str
    text: str
    shortcuts: tuple[str, ...] = ()
    enabled_when: EnabledWhen = _always
    icon: str | None = None
    separated: bool = False
    switch: bool | None = None
    choice: str | None = None
    reason: str = ""


MENUS = ("&File", "&Edit", "&Review", "&View", "&Go", "&Model", "&Help")
_COLOURS = "&View/Colo&ur boxes"
_LANGUAGE = "&View/La&nguage"
_NO_SERVER = str(
    QT_TRANSLATE_NOOP("Action", "Only for a project on a server: docs/team.md says how to put one there")
)
_NOT_HOLDING = str(QT_TRANSLATE_NOOP("Action", "No image was handed out to you"))

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open_dataset", "&File", "&Open dataset…", ("Ctrl+O",), icon="open"),
    ActionSpec("open_project", "&File", "Open &project…", ("Ctrl+Shift+O",)),
    ActionSpec("open_demo", "&File", "Open the &demo"),
    ActionSpec("export", "&File", "&Export labels…", ("Ctrl+E",), _open, "export", separated=True),
    ActionSpec("report", "&File", "Repor&t…", (), _open, "report"),
    ActionSpec("problems", "&File", "P&roblems found…", (), _open, separated=True),
    ActionSpec("sources", "&File", "&Sources…", (), _open),
    ActionSpec("person", "&File", "&Your name…", (), icon="person"),
    ActionSpec("close_dataset", "&File", "C&lose dataset", ("Ctrl+W",), _open),
    ActionSpec("quit", "&File", "&Quit", ("Ctrl+Q",)),
    ActionSpec("undo", "&Edit", "&Undo", ("Ctrl+Z",), _undo, "undo"),
    ActionSpec("redo", "&Edit", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), _redo, "redo"),
    ActionSpec("journal", "&Edit", "&Journal…", ("Ctrl+J",), _open, "journal"),
    ActionSpec("draw", "&Edit", "Dra&w a box", ("W", "R"), _images, "draw", separated=True),
    ActionSpec("delete", "&Edit", "&Delete the selected boxes", ("Del",), _selection, "delete"),
    ActionSpec("select_all", "&Edit", "Select &all boxes", ("Ctrl+A",), _images),
    ActionSpec("copy", "&Edit", "&Copy", ("Ctrl+C",), _selection, separated=True),
    ActionSpec("paste", "&Edit", "&Paste", ("Ctrl+V",), _copied),
    ActionSpec("duplicate", "&Edit", "Duplica&te", ("Ctrl+D",), _selection),
    ActionSpec("copy_previous", "&Edit", "Copy the boxes of the pre&vious image", ("Ctrl+Shift+V",), _images),
    ActionSpec("snap", "&Edit", "&Snap to the object's edges", ("S",), _selection, separated=True),
    ActionSpec("choose_class", "&Edit", "Choose a c&lass…", ("C",), _images),
    ActionSpec("cancel", "&Edit", "Ca&ncel, or select nothing", ("Esc",), _open),
    ActionSpec(
        "accept", "&Review", "&Accept the suggestion, or go on", ("Return", "Enter"), _acceptable, "accept"
    ),
    ActionSpec("label_is_right", "&Review", "The &label is right", ("X",), _flag, "label_is_right"),
    ActionSpec("unsure", "&Review", "&Unsure", ("U",), _flag, "unsure"),
    ActionSpec("next_flag", "&Review", "&Next flag", ("N", "PgDown"), _open, "next", separated=True),
    ActionSpec("previous_flag", "&Review", "&Previous flag", ("P", "PgUp"), _open, "previous"),
    ActionSpec("find", "&Review", "Find in the &queue", ("/",), _open),
    ActionSpec("all_flags", "&Review", "Show &every flag again", ("Shift+Esc",), _narrowed),
    ActionSpec("next_on_image", "&Review", "Next flag on this &image", ("Tab",), _images),
    ActionSpec("previous_on_image", "&Review", "Previous flag on &this image", ("Shift+Tab",), _images),
    ActionSpec("reviewed", "&Review", "Image is re&viewed", ("Space",), _images, separated=True),
    ActionSpec("approve", "&Review", "App&rove the image", ("Y",), _images, "approve"),
    ActionSpec(
        "return_image", "&Review", "Return the image with a &comment…", ("B",), _images, "return_image"
    ),
    ActionSpec("no_objects", "&Review", "There are no ob&jects here", ("E",), _images, "no_objects"),
    ActionSpec("next_to_decide", "&Review", "Next image to &decide on", ("Shift+D",), _images),
    ActionSpec(
        "hand_out", "&Review", "Give me work…", (), _on_server, "hand_out", separated=True, reason=_NO_SERVER
    ),
    ActionSpec("give_back", "&Review", "Give work &back", (), _holding, "give_back", reason=_NOT_HOLDING),
    ActionSpec("attendance", "&Review", "Who is where…", (), _on_server, reason=_NO_SERVER),
    ActionSpec("people", "&Review", "Pe&ople…", (), _open, "people"),
    ActionSpec("known_answers", "&Review", "Mi&x in known answers…", (), _scored),
    ActionSpec("next_image", "&Review", "Next i&mage", ("D",), _images, "next_image"),
    ActionSpec("previous_image", "&Review", "Previous ima&ge", ("A",), _images, "previous_image"),
    ActionSpec("agreement", "&Review", "Compare annotator&s…", (), _images, separated=True),
    ActionSpec("second_pass", "&Review", "&Hand out a blind second pass…", (), _images),
    ActionSpec("sample", "&Review", "Revie&w a random sample…", (), _images, separated=True),
    ActionSpec("sign_off", "&Review", "Sign o&ff…", (), _open, "sign_off"),
    ActionSpec("zoom_in", "&View", "Zoom &in", ("Ctrl++", "Ctrl+="), _images),
    ActionSpec("zoom_out", "&View", "Zoom &out", ("Ctrl+-",), _images),
    ActionSpec("fit", "&View", "&Fit the image", ("Ctrl+F", "F"), _images, "fit"),
    ActionSpec("actual_size", "&View", "&100 %", ("Ctrl+0",), _images),
    ActionSpec("zoom_to_flag", "&View", "&Zoom to the flag", ("Z",), _flag),
    ActionSpec("show_boxes", "&View", "Show &boxes", ("H",), _open, separated=True, switch=True),
    ActionSpec("show_predictions", "&View", "Show &predictions", ("Shift+H",), _open, switch=True),
    *(
        ActionSpec(f"colour_{by}", _COLOURS, text, (keys,), enabled, switch=by == "class", choice="colouring")
        for by, text, keys, enabled in (
            ("class", "Colour by &class", "Alt+1", _open),
            ("flag", "Colour by &flag", "Alt+2", _open),
            ("loss", "Colour by &loss", "Alt+3", _scored),
            ("match", "Colour by &match", "Alt+4", _scored),
        )
    ),
    ActionSpec("next_colouring", _COLOURS, "&Next colouring", ("L",), _open, separated=True),
    ActionSpec("gallery", "&View", "&Gallery of boxes", ("G",), _images, "gallery", switch=False),
    ActionSpec("adjust", "&View", "Ad&just the image", ("J",), _images, "adjust", separated=True),
    ActionSpec("show_adjusted", "&View", "Sho&w the image adjusted", ("Shift+J",), _images, switch=True),
    ActionSpec("keep_view", "&View", "&Keep the view between images", ("K",), _images, switch=False),
    ActionSpec("minimap", "&View", "&Minimap", ("M",), _images, switch=True),
    ActionSpec("plots", "&View", "Show or hide the plo&ts", ("F6",), _open, separated=True),
    ActionSpec("runs", "&View", "S&how or hide the runs", ("F7",), _open),
    ActionSpec("findings", "&View", "Show or hid&e why mAP is low", ("F8",), _open),
    ActionSpec("reset_layout", "&View", "&Reset the layout", (), _open),
    ActionSpec("system", "&View", "Colours of the s&ystem", separated=True, choice="scheme"),
    ActionSpec("light", "&View", "&Light colours", choice="scheme"),
    ActionSpec("dark", "&View", "&Dark colours", choice="scheme"),
    ActionSpec("go_image", "&Go", "Go to the &image", ("Ctrl+1",), _open),
    ActionSpec("go_queue", "&Go", "Go to the &queue", ("Ctrl+2",), _open),
    ActionSpec("go_inspector", "&Go", "Go to the i&nspector", ("Ctrl+3",), _open),
    ActionSpec("go_metrics", "&Go", "Go to the &metrics", ("Ctrl+4",), _open),
    ActionSpec("go_plots", "&Go", "Go to the &plots", ("Ctrl+5",), _open),
    ActionSpec("go_status", "&Go", "Go to the &status bar", ("Ctrl+6",), _open),
    ActionSpec("go_runs", "&Go", "Go to the &runs", ("Ctrl+7",), _open),
    ActionSpec("go_findings", "&Go", "Go to &why mAP is low", ("Ctrl+8",), _open),
    ActionSpec("language_system", _LANGUAGE, "As the &system", choice="language"),
    ActionSpec("language_en", _LANGUAGE, "&English", choice="language"),
    ActionSpec("language_de", _LANGUAGE, "&Deutsch", choice="language"),
    ActionSpec("run_model", "&Model", "&Run the model over all images", ("F5",), _model, "run"),
    ActionSpec("run_changed", "&Model", "Run it over &new and changed images", ("Ctrl+F5",), _model),
    ActionSpec(
        "run_filtered", "&Model", "Run it over the images that the &filter shows", ("Shift+F5",), _model
    ),
    ActionSpec("run_sample", "&Model", "A &quick look in 30 seconds", ("Alt+F5",), _model),
    ActionSpec("pause_run", "&Model", "Pa&use the run, or let it go on", ("Pause",), _model),
    ActionSpec("choose_model", "&Model", "Choose a &model…", (), _with_images, separated=True),
    ActionSpec("match_classes", "&Model", "Match the model's c&lasses…", (), _model),
    ActionSpec("speed_up", "&Model", "Sp&eed the model up…", (), _model),
    ActionSpec("fine_tune", "&Model", "Fine-&tune check…", (), _model),
    ActionSpec("augment", "&Model", "Previe&w augmentation…", (), _with_images),
    ActionSpec("compare", "&Model", "Tell the &change from noise", (), _scored, separated=True),
    ActionSpec("compare_file", "&Model", "Compare with other &predictions…", (), _scored),
    ActionSpec("doctor", "&Model", "&Doctor…", (), _open),
    ActionSpec("diagnose", "&Model", "Wh&y is mAP low?", (), _open),
    ActionSpec("evaluation_settings", "&Model", "Evaluation &settings…", (), _open, separated=True),
    ActionSpec("check_settings", "&Model", "Chec&k settings…", (), _open),
    ActionSpec("documentation", "&Help", "&Documentation", ("F1",)),
    ActionSpec("keys", "&Help", "&Keys", ("?",)),
    ActionSpec("tour", "&Help", "&Guided tour, or its next step", ("F2",)),
    ActionSpec("updates", "&Help", "Look for &updates…"),
    ActionSpec("log", "&Help", "Show the &log file"),
    ActionSpec("about", "&Help", "&About Boxwright", separated=True),
    *(
        ActionSpec(
            f"nudge_{name}_{step}", "", f"Move the selected boxes {name} by {step} px", (keys,), _selection
        )
        for name, step, keys in (
            ("left", 1, "Left"),
            ("right", 1, "Right"),
            ("up", 1, "Up"),
            ("down", 1, "Down"),
            ("left", 10, "Shift+Left"),
            ("right", 10, "Shift+Right"),
            ("up", 10, "Shift+Up"),
            ("down", 10, "Shift+Down"),
        )
    ),
    *(
        ActionSpec(
            f"class_{n}", "", f"Class {n}: of the selected boxes, or of the next one drawn", (str(n),), _open
        )
        for n in range(1, 10)
    ),
)


def make_actions(parent: QWidget, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make the window's actions, each bound to its handler.

    Parameters
    ----------
    parent
        The window in which the shortcuts work.
    handlers
        By id; one for every entry of `ACTIONS`.
    """
    actions = {}
    choices: dict[str, QActionGroup] = {}
    for spec in ACTIONS:
        action = QAction(QCoreApplication.translate("Action", spec.text), parent)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
        if spec.icon is not None:
            set_icon(action, spec.icon)
        if spec.switch is not None:
            action.setCheckable(True)
            action.setChecked(spec.switch)
        if spec.choice is not None:
            action.setCheckable(True)
            choices.setdefault(spec.choice, QActionGroup(parent)).addAction(action)
        handler = handlers[spec.id]
        # `triggered` carries whether it is checked; handlers ask the action instead.
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        parent.addAction(action)
        actions[spec.id] = action
    return actions


def menu_title(menu: str) -> str:
    """A menu, and after a slash the menu in that, in the language of the window."""
    return "/".join(QCoreApplication.translate("Menu", part) if part else "" for part in menu.split("/"))


def refresh_enabled(actions: Mapping[str, QAction], document: Document) -> None:
    """Enable what can be done now."""
    for spec in ACTIONS:
        action, enabled = actions[spec.id], spec.enabled_when(document)
        action.setEnabled(enabled)
        if spec.reason:
            told = document.is_open and not enabled
            action.setProperty(EXPLAINED, told)
            title = action.text().replace("&", "").rstrip("…")
            action.setToolTip(QCoreApplication.translate("Action", spec.reason) if told else title)
