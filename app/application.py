"""Builds every long-lived object of the window once, and wires them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication

from app.actions import make_actions, refresh_enabled
from app.agreement import AgreementSurface
from app.dialogs import Dialogs
from app.doctor import Doctor
from app.document import Document
from app.errors import log
from app.exporting import Exporting
from app.gallery import GallerySurface
from app.inference import Inference
from app.jobs import Jobs
from app.journal import JournalWindow
from app.key_settings import KeySettings
from app.language import Language, use_language
from app.layout import Layout
from app.main_window import MainWindow
from app.memory import Memory
from app.operations import dataset, edit, many, navigate, price, review, snap, survey
from app.operations.dataset import OpenRequest
from app.people import People
from app.pictures import Pictures
from app.plots import Plots
from app.presenters.canvas import CanvasPresenter
from app.presenters.change import ChangePresenter
from app.presenters.display import DisplayPresenter
from app.presenters.inspector import InspectorPresenter
from app.presenters.message import MessagePresenter
from app.presenters.metrics import MetricsPresenter
from app.presenters.queue import QueuePresenter
from app.presenters.spoken import SpokenPresenter
from app.runs import ModelRuns
from app.samples import Samples
from app.scheme import SchemeChoice
from app.settings import demo_project_file, demo_sources, log_file, settings_file
from app.sources import SourceWatch
from app.trusted import TrustedModels
from app.why import Why
from engine.data.flag import VerdictKind
from engine.errors import UserError, WorkFailedError
from widgets.canvas.colouring import Colouring
from widgets.canvas.tools import Tool
from widgets.icons import application_icon
from widgets.metrics.per_class import ALL_CLASSES
from widgets.runs.scope import Scope
from widgets.state import state_mark
from widgets.theme import Scheme

_PLACE_SAVED_AFTER_MS = 400
_IMAGES_AHEAD = 4
_SHOWN_JOBS = (
    "open",
    "recover",
    "examine",
    "classes",
    "speed_up",
    "divide",
    "fine_tune",
    "effects",
    "measure_runs",
    "predict",
    "read_run",
    "assess",
    "evaluate",
    "check",
    "compare",
    "export",
    "analyse",
    "diagnose",
    "follow",
    "behind",
    "survey",
    "similar",
    "settle",
    "part",
    "doctor",
    "place_sources",
    "source_changes",
    "agreement",
    "moment",
    "differences",
    "people",
    "plant",
    "sample",
    "state",
)
_RECENT = 5


class Application(QObject):
    """The running program: one window, one document.

    Parameters
    ----------
    qt
        The only QApplication.
    """

    def __init__(self, qt: QApplication) -> None:
        super().__init__()
        self._at_start = False
        self._settings = QSettings(str(settings_file()), QSettings.Format.IniFormat)
        language = str(self._settings.value("language", ""))
        self._qt = qt
        self._translators = use_language(qt, language)
        self._scheme = SchemeChoice(qt, self._settings, self)
        qt.setApplicationName("Boxwright")
        qt.setWindowIcon(application_icon())
        self.document = Document(self)
        self.jobs = Jobs(self)
        Memory(self.jobs, self)
        self.window = MainWindow()
        window = self.window
        for painted in (window.canvas, window.gallery):
            painted.set_theme(self._scheme.theme)
            self._scheme.theme_changed.connect(painted.set_theme)
        # First of all that follow: the others show a place in a window that has its final layout.
        self.document.opened.connect(self._show_surface)
        self._pictures = Pictures(self.jobs)
        self._canvas = CanvasPresenter(self.document, window.canvas, self._pictures, self)
        self._display = DisplayPresenter(
            self.document, window.canvas, window.adjust, window.note, window.minimap, self
        )
        self._canvas.picture_shown.connect(self._display.show_picture)
        self._queue = QueuePresenter(self.document, window.queue, self)
        InspectorPresenter(self.document, window.inspector, self)
        self._metrics = MetricsPresenter(
            self.document, self.jobs, window.metrics_bar, window.per_class, window.summary, self
        )
        self._change = ChangePresenter(self.document, self.jobs, window.change, self)
        self._plots = Plots(self.document, self.jobs, window, self._scheme.theme)
        self._scheme.theme_changed.connect(self._plots.set_theme)
        SpokenPresenter(self.document, window.canvas, self)
        self._message = MessagePresenter(self.document, window.message_label, self)
        self.dialogs = Dialogs(self.document, self.jobs, window, self.open, self._message.say)
        self._sources = SourceWatch(self.document, self.jobs, window, self._message, self.open, self)
        self._agreement = AgreementSurface(self.document, self.jobs, window, self._message.say, self)
        self._doctor = Doctor(self.document, self.jobs, window, self._message, self)
        self._exporting = Exporting(self.document, self.jobs, window, self._message, self)
        self._samples = Samples(
            self.document,
            self.jobs,
            window,
            self._pictures,
            lambda: self._scheme.theme,
            self.dialogs.report,
            self,
        )
        self._why = Why(
            self.document,
            self.jobs,
            window,
            self._scheme.theme,
            trigger=lambda name: self.actions[name].trigger(),
            report=self.dialogs.report,
            say=self._message.say,
            parent=self,
        )
        self._scheme.theme_changed.connect(self._why.set_theme)
        self.inference = Inference(self._settings, self)
        self.trusted = TrustedModels(self._settings)
        self._runs = ModelRuns(
            self.document,
            self.jobs,
            window,
            self.dialogs,
            self.inference,
            self.trusted,
            lambda: self._scheme.theme,
            self._message.say,
            self,
        )
        self._people = People(self.document, self.jobs, window, self._settings, self._message.say, self)
        self._gallery = GallerySurface(self.document, self.jobs, window, self.dialogs, self)
        self._journal = JournalWindow(
            self.document, self.jobs, window, self._message.say, self._gallery.leave, self
        )
        self.actions = make_actions(window, self._gallery.wrap(self._handlers()))
        self.actions[str(self._scheme.chosen or "system")].setChecked(True)
        known = language if language in set(Language) - {""} else "system"
        self.actions[f"language_{known}"].setChecked(True)
        self._keys = KeySettings(self.actions, self._settings, self)
        for named in (window, self.dialogs):
            self._keys.changed.connect(named.set_keys)
            named.set_keys(self._keys.hints())
        window.place_actions(self.actions)
        self._display.adjusted_again.connect(self.actions["show_adjusted"].setChecked)
        self._place_timer = QTimer(self, singleShot=True, interval=_PLACE_SAVED_AFTER_MS)
        self._place_timer.timeout.connect(self._save_place)
        self._layout = Layout(window, self._settings)
        self._wire_document()
        self._wire_widgets()
        self._show_surface()
        self._show_review()

    def open(self, request: OpenRequest) -> None:
        """Open a dataset or a project, in the background."""
        self._save_place()
        run_model = partial(self._runs.run, Scope.EVERYTHING)
        dataset.open_dataset(self.document, self.jobs, request, run_model, self.dialogs.tell_others)

    def close(self) -> None:
        """Stop everything; the project holds every edit already."""
        self._save_place()
        self._layout.keep()
        self._settings.sync()
        self._scheme.stop_following()
        self.inference.close()
        self.jobs.shut_down()
        self.document.close()
        for translator in self._translators:
            self._qt.removeTranslator(translator)

    def _wire_document(self) -> None:
        document = self.document
        document.opened.connect(self._show_review)
        document.opened.connect(partial(survey.look_at_images, document, self.jobs))
        for signal in (document.opened, document.changed, document.flags_changed):
            signal.connect(self._price)
        moves = (document.image_changed, document.flag_changed, document.selection_changed)
        for signal in (
            document.opened,
            document.changed,
            document.category_changed,
            document.narrowed,
            *moves,
        ):
            signal.connect(self._refresh)
        for signal in (*moves, self._canvas.view_changed):
            signal.connect(self._save_place_soon)
        for surface in (self._gallery, self._journal):
            surface.changed.connect(self._refresh_actions)
        self._canvas.what_if_changed.connect(self._show_what_if)

    def _wire_widgets(self) -> None:
        window, jobs = self.window, self.jobs
        jobs.progressed.connect(self._show_progress)
        jobs.started.connect(lambda kind: self._show_progress(kind, "", 0, 0))
        jobs.ended.connect(window.progress.hide_job)
        jobs.failed.connect(self._report)
        window.progress.cancel_clicked.connect(jobs.cancel)
        window.closing.connect(self.close)
        self._message.undo_clicked.connect(self.actions["undo"].trigger)
        self._message.redo_clicked.connect(self.actions["redo"].trigger)
        self._message.problems_clicked.connect(self.actions["problems"].trigger)
        self._message.sources_clicked.connect(self.actions["sources"].trigger)
        self._message.finding_clicked.connect(self.actions["doctor"].trigger)
        self._message.folder_clicked.connect(
            lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
        )
        window.canvas.space_tapped.connect(self._tap_space)
        window.change.compare_clicked.connect(self.actions["compare"].trigger)
        window.change.other_clicked.connect(self.actions["compare_file"].trigger)
        window.runs.compare_clicked.connect(self._compare_two)
        window.per_class.class_chosen.connect(self._show_class)
        saved = self._settings.value("filters")
        if saved is not None:
            window.queue.set_saved_filters(json.loads(str(saved)))
        window.queue.saved_filters_changed.connect(
            lambda saved: self._settings.setValue("filters", json.dumps(saved))
        )
        window.queue.all_flags_clicked.connect(self.actions["all_flags"].trigger)
        window.inspector.image_card.intent_chosen.connect(lambda name: self.actions[name].trigger())
        window.inspector.accept_clicked.connect(self.actions["accept"].trigger)
        window.inspector.label_is_right_clicked.connect(self.actions["label_is_right"].trigger)
        window.inspector.unsure_clicked.connect(self.actions["unsure"].trigger)
        window.inspector.relabel_chosen.connect(partial(edit.choose_class, self.document))
        window.min_score.valueChanged.connect(lambda percent: window.canvas.set_min_score(percent / 100))
        window.canvas.set_min_score(window.min_score.value() / 100)
        window.welcome.open_dataset_clicked.connect(self.dialogs.ask_dataset)
        window.welcome.open_project_clicked.connect(self.dialogs.ask_project)
        window.welcome.demo_clicked.connect(self._open_demo)
        window.welcome.recent_chosen.connect(lambda path: self.open(OpenRequest(None, Path(path))))
        self._layout.restore()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        document, canvas, jobs = self.document, self.window.canvas, self.jobs
        nudges = {
            f"nudge_{name}_{step}": partial(canvas.nudge, dx * step, dy * step)
            for name, dx, dy in (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1))
            for step in (1, 10)
        }
        classes = {f"class_{n}": partial(edit.choose_class, document, n - 1) for n in range(1, 10)}
        return {
            "open_dataset": self.dialogs.ask_dataset,
            "open_project": self.dialogs.ask_project,
            "open_demo": self._open_demo,
            "export": self._exporting.ask,
            "problems": self.dialogs.show_problems,
            "sources": self._sources.show,
            "close_dataset": self._close_dataset,
            "quit": self.window.close,
            "undo": partial(many.undo, document, jobs),
            "redo": partial(many.redo, document, jobs),
            "journal": self._journal.show,
            "draw": partial(canvas.set_tool, Tool.DRAW),
            "delete": partial(edit.delete_selection, document),
            "select_all": partial(edit.select_all, document),
            "copy": partial(edit.copy_selection, document),
            "paste": partial(edit.paste, document),
            "duplicate": partial(edit.duplicate_selection, document),
            "copy_previous": partial(edit.copy_previous_image, document),
            "snap": partial(snap.snap_selection, document, jobs, self._message.say),
            "choose_class": partial(self.dialogs.ask_class, partial(edit.choose_class, document)),
            "cancel": partial(self._journal.cancel, canvas.cancel),
            "accept": self._accept,
            "label_is_right": lambda: self._settle(
                partial(review.judge, document, VerdictKind.LABEL_IS_RIGHT)
            ),
            "unsure": lambda: self._settle(partial(review.judge, document, VerdictKind.UNSURE)),
            "next_flag": self._queue.go_on,
            "previous_flag": self.window.queue.choose_previous,
            "find": self.window.queue.go_to_find,
            "all_flags": partial(document.narrow, None),
            "next_on_image": partial(navigate.next_flag_on_image, document),
            "previous_on_image": partial(navigate.previous_flag_on_image, document),
            **self._people.handlers(),
            "next_image": partial(self._step_image, 1),
            "previous_image": partial(self._step_image, -1),
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "fit": canvas.fit,
            "actual_size": partial(canvas.set_zoom, 1.0),
            "zoom_to_flag": self._canvas.zoom_to_flag,
            "show_boxes": self._show_layers,
            "show_predictions": self._show_layers,
            **{f"colour_{by}": partial(canvas.set_colouring, by) for by in Colouring},
            "next_colouring": self._colour_by_next,
            "gallery": self._gallery.toggle,
            "adjust": self._display.toggle_panel,
            "show_adjusted": lambda: self._display.show_adjusted(
                on=self.actions["show_adjusted"].isChecked()
            ),
            "keep_view": lambda: self._canvas.keep_view(on=self.actions["keep_view"].isChecked()),
            "minimap": lambda: self.window.minimap.set_on(on=self.actions["minimap"].isChecked()),
            "plots": self._plots.toggle,
            "reset_layout": self.window.reset_layout,
            "system": partial(self._scheme.choose, None),
            "light": partial(self._scheme.choose, Scheme.LIGHT),
            "dark": partial(self._scheme.choose, Scheme.DARK),
            "go_image": canvas.setFocus,
            **{
                f"go_{name}": partial(self.window.go_to, name)
                for name in ("queue", "inspector", "metrics", "status")
            },
            "go_plots": self._plots.go_to,
            "language_system": partial(self._choose_language, Language.SYSTEM),
            "language_en": partial(self._choose_language, Language.ENGLISH),
            "language_de": partial(self._choose_language, Language.GERMAN),
            **self._runs.handlers(),
            **self._why.handlers(),
            "compare": self._compare,
            "compare_file": lambda: self.dialogs.ask_predictions(self._compare_with),
            "agreement": self._agreement.show,
            "second_pass": self._agreement.ask_second_pass,
            "doctor": self._doctor.show,
            "sample": self._samples.show,
            "evaluation_settings": self.dialogs.ask_settings,
            "check_settings": self.dialogs.ask_check_settings,
            "keys": lambda: self.dialogs.show_keys(self._keys),
            "log": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file()))),
            "about": self.dialogs.show_about,
            **nudges,
            **classes,
        }

    def _report(self, kind: str, error: BaseException) -> None:
        """Say what went wrong; where a run ended before its time, its panel does, and a training's dialog."""
        if kind == "fine_tune" and isinstance(error, UserError):
            return
        if kind != "predict" or not isinstance(error, WorkFailedError):
            self.dialogs.report(error)

    def _accept(self) -> None:
        """Accept the suggestion; after a correction by hand there is none, and the next flag comes up."""
        if self.document.entry is None:
            self._queue.go_on()
        else:
            self._settle(partial(review.accept_suggestion, self.document))

    def _settle(self, operation: Callable[[], bool]) -> None:
        """Settle the flag under review; the next one comes up."""
        if self.document.entry is not None:
            with self._queue.advancing():
                operation()

    def _step_image(self, step: int) -> None:
        """Go on among the images that the queue shows flags of, where it does not show those of all."""
        queue = self.window.queue
        narrowed = bool(queue.filter_text()) or self.document.narrowing is not None
        if not navigate.step_image(self.document, step, queue.images_shown() if narrowed else None):
            if narrowed and step > 0:
                said = self.tr("This is the last image that the queue shows.")
            elif narrowed:
                said = self.tr("This is the first image that the queue shows.")
            else:
                said = self.tr("This is the last image.") if step > 0 else self.tr("This is the first image.")
            self._message.say(said)

    def _tap_space(self) -> None:
        """Space held pans; tapped it is a key like others."""
        space = QKeySequence(Qt.Key.Key_Space)
        for action in self.actions.values():
            if space in action.shortcuts() and action.isEnabled():
                action.trigger()

    def _show_what_if(self, ap: float | None) -> None:
        self._metrics.show_what_if(ap)
        # The number under the mouse comes first: pricing waits until the box is let go.
        if ap is None:
            self._price()
        else:
            self.jobs.cancel("price")

    def _price(self) -> None:
        pricing = price.price_queue(self.document, self.jobs)
        waiting_for_model = self.document.model is not None
        unpriced = self.document.is_open and self.document.review.predictions is None and waiting_for_model
        if not pricing and not unpriced:
            self._begin()

    def _begin(self) -> None:
        """Where the reviewer has nothing in hand yet, bring up the top of the queue."""
        if self.document.is_open and self.document.entry is None and self._at_start:
            self._at_start = False
            upcoming = self._queue.upcoming(1)
            if upcoming:
                self.document.go_to_flag(upcoming[0])

    def _show_surface(self) -> None:
        self.window.show_dataset(self.document.review.project.path.stem if self.document.is_open else None)

    def _show_review(self) -> None:
        document = self.document
        self._at_start = document.is_open and document.review.project.place() is None
        if document.is_open:
            self._remember_recent(document.review.project.path)
        self.window.welcome.set_recent(self._recent())
        self._refresh()

    def _refresh(self) -> None:
        document, window = self.document, self.window
        self._refresh_actions()
        images = len(document.review.dataset.images) if document.is_open else 0
        if not images:
            window.image_label.clear()
            window.class_label.clear()
            return
        data = document.review.dataset
        reviewed = document.review.reviewed()
        name = data.images.file_names[document.image]
        mark = state_mark(document.review.states.of(document.image))
        window.image_label.setText(f"{document.image + 1} / {images}   {name}   {mark}".rstrip())
        window.image_label.setToolTip(
            self.tr("{done} of {all} images reviewed").format(done=len(reviewed), all=images)
        )
        window.class_label.setText(self.tr("New boxes: {}").format(data.categories.name(document.category)))
        self._prefetch()

    def _refresh_actions(self) -> None:
        refresh_enabled(self.actions, self.document)
        self._gallery.refresh_enabled(self.actions)
        self._journal.refresh_enabled(self.actions)

    def _prefetch(self) -> None:
        data = self.document.review.dataset
        here = self.document.image
        ahead = [entry.flag.image for entry in self._queue.upcoming(_IMAGES_AHEAD)]
        wanted = dict.fromkeys([*ahead, here + 1, here - 1])
        paths = [data.image_path(image) for image in wanted if 0 <= image < len(data.images)]
        self._pictures.prefetch(path for path in paths if path is not None)

    def _show_progress(self, kind: str, text: str, done: int, total: int) -> None:
        if kind in _SHOWN_JOBS:
            self.window.progress.show_job(kind, text, done, total)

    def _show_layers(self) -> None:
        self.window.canvas.set_layers_shown(
            boxes=self.actions["show_boxes"].isChecked(),
            predictions=self.actions["show_predictions"].isChecked(),
        )

    def _colour_by_next(self) -> None:
        offered = [action for by in Colouring if (action := self.actions[f"colour_{by}"]).isEnabled()]
        now = next((place for place, action in enumerate(offered) if action.isChecked()), -1)
        offered[(now + 1) % len(offered)].trigger()

    def _choose_language(self, language: Language) -> None:
        self._settings.setValue("language", str(language))
        self._message.say(self.tr("The language takes effect at the next start."))

    def _compare(self) -> None:
        self.window.show_change()
        self._change.compare()

    def _compare_two(self, older: int, newer: int) -> None:
        self.window.show_change()
        self._change.compare_two(older, newer)

    def _compare_with(self, predictions: Path) -> None:
        self._change.add_file(predictions)
        self._compare()

    def _show_class(self, category: int) -> None:
        """Show the flags of one class and its curve; `ALL_CLASSES`: of all."""
        chosen = None if category == ALL_CLASSES else category
        self.window.queue.show_class(chosen)
        self.window.gallery.show_class(chosen)
        self._plots.choose_class(chosen)

    def _save_place_soon(self) -> None:
        # While the window closes, the canvas still changes.
        if self.document.is_open:
            self._place_timer.start()

    def _save_place(self) -> None:
        self._place_timer.stop()
        if not self.document.is_open:
            return
        try:
            self.document.review.project.set_place(self._canvas.place())
        except UserError as error:
            # A place lost is no work lost: a line says so, and closing goes on.
            log.warning("%s", error)
            self._message.say(self.tr("The place was not saved: {}").format(error.problem))

    def _close_dataset(self) -> None:
        self._save_place()
        dataset.close(self.document, self.jobs)

    def _open_demo(self) -> None:
        self.open(OpenRequest(demo_sources(), demo_project_file()))

    def _recent(self) -> list[str]:
        stored = self._settings.value("recent", [], list)
        return [str(path) for path in stored if Path(path).is_file()] if isinstance(stored, list) else []

    def _remember_recent(self, project: Path) -> None:
        paths = [str(project), *(path for path in self._recent() if path != str(project))]
        self._settings.setValue("recent", paths[:_RECENT])
