"""Builds every long-lived object of the window once, and wires them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication

from app.actions import make_actions, refresh_enabled
from app.agreement import AgreementSurface
from app.augmenting import preview_augmentation
from app.dialogs import Dialogs
from app.doctor import Doctor
from app.document import Document
from app.editing import editing_handlers
from app.exporting import Exporting
from app.following import Following
from app.gallery import GallerySurface
from app.handing_out import HandingOut
from app.inference import Inference
from app.jobs import Jobs
from app.journal import JournalWindow
from app.key_settings import KeySettings
from app.language import Language, use_language
from app.layout import Layout
from app.main_window import MainWindow
from app.memory import Memory
from app.operations import dataset, edit, price, survey
from app.operations.dataset import OpenRequest
from app.people import People
from app.pictures import Pictures
from app.place import PlaceKeeper
from app.plots import Plots
from app.presenters.canvas import CanvasPresenter
from app.presenters.change import ChangePresenter
from app.presenters.display import DisplayPresenter
from app.presenters.inspector import InspectorPresenter
from app.presenters.message import MessagePresenter
from app.presenters.metrics import MetricsPresenter
from app.presenters.progress import ProgressPresenter
from app.presenters.queue import QueuePresenter
from app.presenters.spoken import SpokenPresenter
from app.presenters.whereabouts import WhereaboutsPresenter
from app.recent import recent_projects, remember_project
from app.reviewing import Reviewing
from app.runs import ModelRuns
from app.samples import Samples
from app.scheme import SchemeChoice
from app.settings import demo_project_file, demo_sources, documentation_page, log_file, settings_file
from app.signing import Signing
from app.sources import SourceWatch
from app.team import Team
from app.tour import Tour
from app.trusted import TrustedModels
from app.updates import Updates
from app.why import Why
from engine.errors import UserError, WorkFailedError
from widgets.canvas.colouring import Colouring
from widgets.icons import application_icon
from widgets.metrics.per_class import ALL_CLASSES
from widgets.runs.scope import Scope
from widgets.theme import Scheme

_IMAGES_AHEAD = 4


class Application(QObject):
    """The running program: one window, one document.

    Parameters
    ----------
    qt
        The only QApplication.
    """

    def __init__(self, qt: QApplication) -> None:
        super().__init__()
        self._settings = QSettings(str(settings_file()), QSettings.Format.IniFormat)
        language = str(self._settings.value("language", ""))
        self._qt = qt
        self._translators = use_language(qt, language)
        self._scheme = SchemeChoice(qt, self._settings, self)
        qt.setApplicationName("Boxwright")
        # What the desktop knows the window by: its icon, and one entry in the bar.
        qt.setDesktopFileName("boxwright")
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
        WhereaboutsPresenter(self.document, window.image_label, window.others_label, window.class_label, self)
        ProgressPresenter(self.jobs, window.progress, self)
        self._message = MessagePresenter(self.document, window.message_label, self)
        self.dialogs = Dialogs(self.document, self.jobs, window, self.open, self._message.say)
        self._reviewing = Reviewing(self.document, self._queue, window, self._message.say, self)
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
        self.inference = Inference(self._settings, self)
        self.trusted = TrustedModels(self._settings)
        self._why = Why(
            self.document,
            self.jobs,
            window,
            self._scheme.theme,
            features=lambda model: self.inference.features_of(model, self.trusted.at_present()),
            trigger=lambda name: self.actions[name].trigger(),
            report=self.dialogs.report,
            say=self._message.say,
            parent=self,
        )
        self._scheme.theme_changed.connect(self._why.set_theme)
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
        self._signing = Signing(self.document, self.jobs, window, self._message, self)
        self._team = Team(self.document, self.jobs, self)
        self._team.said.connect(self._message.say)
        self._team.waiting.connect(window.waiting_label.set_count)
        self._handing_out = HandingOut(self.document, self.jobs, window, self._message.say, self)
        self._people = People(self.document, self.jobs, window, self._settings, self._message.say, self)
        following = Following(self.document, self.jobs, self._team, self)
        following.paused.connect(self._people.show_pause)
        following.named.connect(self._people.take_name_of_login)
        self._gallery = GallerySurface(self.document, self.jobs, window, self.dialogs, self)
        self._journal = JournalWindow(
            self.document, self.jobs, window, self._message.say, self._gallery.leave, self
        )
        self._updates = Updates(self.jobs, window, self._settings, self)
        self._tour = Tour(self.document, window, self._open_demo, self._message.say, self)
        self.actions = make_actions(window, self._tour.wrap(self._gallery.wrap(self._handlers())))
        self.actions[str(self._scheme.chosen or "system")].setChecked(True)
        known = language if language in set(Language) - {""} else "system"
        self.actions[f"language_{known}"].setChecked(True)
        self._keys = KeySettings(self.actions, self._settings, self)
        for named in (window, self.dialogs):
            self._keys.changed.connect(named.set_keys)
            named.set_keys(self._keys.hints())
        window.place_actions(self.actions)
        self._display.adjusted_again.connect(self.actions["show_adjusted"].setChecked)
        self._place = PlaceKeeper(self.document, self._canvas, self._message.say, self)
        self._layout = Layout(window, self._settings)
        self._wire_document()
        self._wire_widgets()
        self._show_surface()
        self._show_review()

    def open(self, request: OpenRequest) -> None:
        """Open a dataset or a project, in the background."""
        self._place.save()
        run_model = partial(self._runs.run, Scope.EVERYTHING)
        dataset.open_dataset(self.document, self.jobs, request, run_model, self.dialogs.tell_others)

    def close(self) -> None:
        """Stop everything; the project holds every edit already."""
        self._place.save()
        self._layout.keep()
        self._settings.sync()
        self._scheme.stop_following()
        self.inference.close()
        self.jobs.shut_down()
        self.document.close()
        self._handing_out.wait()
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
            document.attendance_changed,
            *moves,
        ):
            signal.connect(self._refresh)
        for surface in (self._gallery, self._journal):
            surface.changed.connect(self._refresh_actions)
        self._canvas.what_if_changed.connect(self._show_what_if)

    def _wire_widgets(self) -> None:
        window, jobs = self.window, self.jobs
        jobs.failed.connect(self._report)
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
        self._signing.action_wanted.connect(lambda name: self.actions[name].trigger())
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
        window.welcome.documentation_clicked.connect(self._show_documentation)
        window.welcome.recent_chosen.connect(lambda path: self.open(OpenRequest(None, Path(path))))
        self._layout.restore()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        document, canvas, jobs = self.document, self.window.canvas, self.jobs
        return {
            "open_dataset": self.dialogs.ask_dataset,
            "open_project": self.dialogs.ask_project,
            "open_demo": self._open_demo,
            "export": self._exporting.ask,
            "problems": self.dialogs.show_problems,
            "sources": self._sources.show,
            "close_dataset": self._close_dataset,
            "quit": self.window.close,
            **editing_handlers(document, jobs, canvas, self.dialogs, self._message.say),
            "journal": self._journal.show,
            "cancel": partial(self._journal.cancel, canvas.cancel),
            **self._reviewing.handlers(),
            **self._people.handlers(),
            **self._handing_out.handlers(),
            **self._signing.handlers(),
            **self._updates.handlers(),
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
            "augment": lambda: preview_augmentation(document, jobs, self.window, self._scheme.theme),
            "evaluation_settings": self.dialogs.ask_settings,
            "check_settings": self.dialogs.ask_check_settings,
            "keys": lambda: self.dialogs.show_keys(self._keys),
            "documentation": self._show_documentation,
            "log": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file()))),
            "about": self.dialogs.show_about,
        }

    def _report(self, kind: str, error: BaseException) -> None:
        """Say what went wrong; where a run ended before its time, its panel does, and a training's dialog."""
        if kind == "fine_tune" and isinstance(error, UserError):
            return
        if kind != "predict" or not isinstance(error, WorkFailedError):
            self.dialogs.report(error)

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
            self._reviewing.begin()

    def _show_surface(self) -> None:
        self.window.show_dataset(self.document.review.project.path.stem if self.document.is_open else None)

    def _show_review(self) -> None:
        document = self.document
        if document.is_open:
            remember_project(self._settings, document.review.project.path)
        self.window.welcome.set_recent(recent_projects(self._settings))
        self._refresh()

    def _refresh(self) -> None:
        self._refresh_actions()
        self._prefetch()

    def _refresh_actions(self) -> None:
        refresh_enabled(self.actions, self.document)
        self._gallery.refresh_enabled(self.actions)
        self._journal.refresh_enabled(self.actions)

    def _prefetch(self) -> None:
        if not self.document.is_open:
            return
        data = self.document.review.dataset
        here = self.document.image
        ahead = [entry.flag.image for entry in self._queue.upcoming(_IMAGES_AHEAD)]
        wanted = dict.fromkeys([*ahead, here + 1, here - 1])
        paths = [data.image_path(image) for image in wanted if 0 <= image < len(data.images)]
        self._pictures.prefetch(path for path in paths if path is not None)

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

    def _close_dataset(self) -> None:
        self._place.save()
        dataset.close(self.document, self.jobs)

    def _open_demo(self) -> None:
        self.open(OpenRequest(demo_sources(), demo_project_file()))

    def _show_documentation(self) -> None:
        page = documentation_page()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(page))):
            problem = self.tr("the desktop has no program that shows it")
            raise UserError(problem, source=page, remedy=self.tr("Open it in a browser"))
