"""What the policy asks for and what is lacking, how good the labels are, and the signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.data.sign_off import Facts, Gains, Policy, SignedSample
from engine.data.sign_standing import Lack, SignStanding, SignState
from widgets.theme import GRID, tabular
from widgets.words import translated

_WIDTH_PX = 800
_BAR_PX = 160
_CONTEXT = "Policy"
_RULES = {
    "flags_above": QT_TRANSLATE_NOOP("Policy", "No open flag is worth more mAP than"),
    "reasoned": QT_TRANSLATE_NOOP("Policy", "Flags that stay open have a reason"),
    "returned": QT_TRANSLATE_NOOP("Policy", "No returned image waits"),
    "reviewed": QT_TRANSLATE_NOOP("Policy", "Every image is reviewed"),
    "sample": QT_TRANSLATE_NOOP("Policy", "A random sample of these labels was accepted"),
    "sample_bound": QT_TRANSLATE_NOOP("Policy", "At most so many are wrong by the sample"),
    "by_another": QT_TRANSLATE_NOOP("Policy", "Its reviewers edited no label"),
    "images": QT_TRANSLATE_NOOP("Policy", "Every image file is there"),
    "key": QT_TRANSLATE_NOOP("Policy", "Signed with a key"),
}
_DEFAULTS = {"flags_above": 0.001, "sample_bound": 0.02}
_AT_SIGNING = frozenset({"reasoned", "images", "key"})


class SignOffDialog(QDialog):
    """One page: state, policy, figures, signature."""

    policy_changed = Signal(object)
    """`Policy`."""
    go_clicked = Signal(object)
    """The `Lack` to settle."""
    sign_clicked = Signal(str, str)
    """Why flags may stay open, and the path of a key or nothing."""
    reopen_clicked = Signal(str)
    """For which reason."""
    report_clicked = Signal()
    key_wanted = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Sign off"))
        self.setMinimumWidth(_WIDTH_PX)
        self._policy = Policy()
        self._lacks: tuple[Lack, ...] = ()
        self._signed = False
        self._state = _text("", "state")
        self._figures = _text("", "figures")
        self._rules = QGridLayout()
        self._rules.setHorizontalSpacing(3 * GRID)
        self._rules.setVerticalSpacing(GRID)
        self._rules.setColumnStretch(0, 1)
        self._problem = _text("", "problem")
        self._problem.setProperty("bad", True)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self._state)
        column.addWidget(_card(self._figures, self._make_progress()))
        column.addWidget(_title(self.tr("What signing asks for")))
        column.addLayout(self._rules)
        column.addWidget(self._make_signature())
        column.addWidget(self._make_reopening())
        column.addWidget(self._problem)
        column.addStretch(1)
        column.addWidget(self._make_buttons())

    def show_state(self, standing: SignStanding) -> None:
        """Say how the labels stand to the last sign-off."""
        said = translated(standing.said) or self.tr("These labels are not signed.")
        self._state.setText(said)
        holds = standing.state is SignState.SIGNED
        self._state.setProperty("bad", not holds)
        self._state.setProperty("good", holds)
        self._signed = standing.state in (SignState.SIGNED, SignState.LAPSED)
        self._signature.setVisible(not self._signed)
        self._sign.setVisible(not self._signed)
        self._reopening.setVisible(self._signed)

    def show_prospect(self, facts: Facts, policy: Policy, lacks: Sequence[Lack]) -> None:
        """Show figures and policy, and what of it is lacking."""
        self._policy, self._lacks = policy, tuple(own for own in lacks if own.rule != "reopened")
        self.show_figures(facts)
        self._why.setVisible(bool(facts.flags.open))
        self._why_label.setVisible(bool(facts.flags.open))
        _clear(self._rules)
        for row, name in enumerate(_RULES):
            self._add_rule(2 * row, name)
        reason = next((own.said for own in self._lacks if own.rule == "reasoned"), "")
        self._why.setPlaceholderText(translated(reason))
        self._refresh()
        self.adjustSize()

    def show_figures(self, facts: Facts) -> None:
        """Show how good the labels are, as far as it is worked out."""
        self._figures.setText("\n".join(_said(facts)))

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Show how far the rest of the figures is."""
        said = QCoreApplication.translate("Progress", text)
        self._doing.setText(f"{said}  {done:,} / {total:,}" if total else said)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._progress.show()

    def hide_progress(self) -> None:
        """There is nothing more to come."""
        self._progress.hide()

    def set_key(self, path: str) -> None:
        """Take this file as the private key."""
        self._key.setText(path)

    def refuse(self, said: str) -> None:
        """Say why something could not be done."""
        self._problem.setText(said)
        self._problem.show()

    def _add_rule(self, row: int, name: str) -> None:
        value = getattr(self._policy, name)
        box = QCheckBox(QCoreApplication.translate(_CONTEXT, str(_RULES[name])))
        box.setObjectName(f"rule_{name}")
        box.setChecked(value is not None and value is not False)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(box)
        if name in _DEFAULTS and value is not None:
            field = QDoubleSpinBox()
            field.setObjectName(f"value_{name}")
            field.setLocale(QLocale.c())
            field.setDecimals(4)
            field.setRange(0.0, 1.0)
            field.setSingleStep(0.001)
            field.setAccessibleName(box.text())
            field.setValue(value)
            field.editingFinished.connect(lambda: self._change(name, field.value()))
            line.addWidget(field)
        box.toggled.connect(lambda on: self._change(name, _DEFAULTS.get(name, True) if on else None))
        lack = next((own for own in self._lacks if own.rule == name), None)
        if (lack is None or name == "reasoned") and box.isChecked() and name not in _AT_SIGNING:
            # Right behind its words: what holds is read with them.
            held = QLabel("✓")
            held.setObjectName(f"held_{name}")
            held.setAccessibleName(self.tr("holds"))
            held.setProperty("good", True)
            line.addWidget(held)
        line.addStretch(1)
        self._rules.addLayout(line, row, 0, 1, 2)
        if lack is not None and name != "reasoned":
            self._add_lack(row + 1, name, lack)

    def _add_lack(self, row: int, name: str, lack: Lack) -> None:
        said = _text(translated(lack.said), f"lack_{name}")
        said.setProperty("bad", True)
        said.setIndent(6 * GRID)
        self._rules.addWidget(said, row, 0)
        go = QPushButton(self.tr("Go there"))
        go.setObjectName(f"go_{name}")
        go.clicked.connect(lambda: self.go_clicked.emit(lack))
        self._rules.addWidget(go, row, 1)

    def _change(self, name: str, value: object) -> None:
        if name not in _DEFAULTS:
            value = bool(value)
        if getattr(self._policy, name) != value:
            self.policy_changed.emit(Policy(**{**asdict(self._policy), name: value}))

    def _make_progress(self) -> QWidget:
        self._progress, self._bar = QWidget(), QProgressBar()
        self._doing = QLabel()
        self._doing.setProperty("muted", True)
        self._doing.setFont(tabular(self._doing.font()))
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_PX)
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self._bar)
        row.addWidget(self._doing, 1)
        self._progress.hide()
        return self._progress

    def _make_signature(self) -> QWidget:
        self._signature = QWidget()
        self._why, self._key = QLineEdit(), QLineEdit()
        self._why.setObjectName("why")
        self._key.setObjectName("key")
        self._key.setPlaceholderText(self.tr("None; the chain of hashes holds without one too"))
        choose = QPushButton(self.tr("Choose…"))
        choose.clicked.connect(self.key_wanted)
        self._why_label = QLabel(self.tr("Why flags may stay open"))
        self._why_label.setBuddy(self._why)
        label = QLabel(self.tr("Your private key (Ed25519)"))
        label.setBuddy(self._key)
        grid = QGridLayout(self._signature)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._why_label, 0, 0)
        grid.addWidget(self._why, 0, 1, 1, 2)
        grid.addWidget(label, 1, 0)
        grid.addWidget(self._key, 1, 1)
        grid.addWidget(choose, 1, 2)
        for field in (self._why, self._key):
            field.textChanged.connect(self._refresh)
        return self._signature

    def _make_reopening(self) -> QWidget:
        self._reopening = QWidget()
        self._reason = QLineEdit()
        self._reason.setObjectName("reason")
        self._reason.setPlaceholderText(self.tr("Why it is reopened"))
        self._reason.setAccessibleName(self._reason.placeholderText())
        button = QPushButton(self.tr("Reopen"))
        button.setObjectName("reopen")
        button.setEnabled(False)
        self._reason.textChanged.connect(lambda said: button.setEnabled(bool(said.strip())))
        button.clicked.connect(lambda: self.reopen_clicked.emit(self._reason.text()))
        row = QHBoxLayout(self._reopening)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._reason, 1)
        row.addWidget(button)
        return self._reopening

    def _make_buttons(self) -> QWidget:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        report = QPushButton(self.tr("Report…"))
        report.setObjectName("report")
        report.clicked.connect(self.report_clicked)
        buttons.addButton(report, QDialogButtonBox.ButtonRole.ActionRole)
        self._sign = QPushButton(self.tr("Sign"))
        self._sign.setObjectName("sign")
        self._sign.setProperty("primary", True)
        self._sign.clicked.connect(
            lambda: self.sign_clicked.emit(self._why.text().strip(), self._key.text().strip())
        )
        buttons.addButton(self._sign, QDialogButtonBox.ButtonRole.ActionRole)
        return buttons

    def _refresh(self) -> None:
        """Enable signing where all is there; what comes with the signature is looked at as it stands here."""
        waiting = [own for own in self._lacks if own.rule != "reasoned" or not self._why.text().strip()]
        keyless = self._policy.key and not self._key.text().strip()
        self._sign.setEnabled(not waiting and not keyless)


def _clear(layout: QLayout) -> None:
    """Take everything out, and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        inside, widget = item.layout(), item.widget()
        if inside is not None:
            _clear(inside)
            inside.deleteLater()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _said(facts: Facts) -> list[str]:
    said = []
    if facts.gains is not None:
        said += _gains_said(facts.gains)
    elif facts.predictions is not None:
        said.append(
            QCoreApplication.translate("SignOffDialog", "How much of the gain is real is being worked out.")
        )
    said.append(_sample_said(facts.sample))
    return said


def _gains_said(gains: Gains) -> list[str]:
    said = [
        QCoreApplication.translate(
            "SignOffDialog",
            "mAP {before:.4f} as opened, {after:.4f} now: {delta:+.4f} (95 % interval {low:+.4f} to {high:+.4f})",
        ).format(
            before=max(gains.before, 0.0),
            after=max(gains.after, 0.0),
            delta=max(gains.after, 0.0) - max(gains.before, 0.0),
            low=gains.low,
            high=gains.high,
        ),
        QCoreApplication.translate("SignOffDialog", "No box copies the model's own.")
        if not gains.copies
        else QCoreApplication.translate(
            "SignOffDialog", "Without the {count} boxes that copy the model's own: {delta:+.4f}"
        ).format(count=gains.copies, delta=gains.without_copies),
    ]
    if gains.sample_images and gains.sample_before >= 0 and gains.sample_after >= 0:
        said.append(
            QCoreApplication.translate(
                "SignOffDialog", "On the {count} images of the blind sample alone: {delta:+.4f}"
            ).format(count=gains.sample_images, delta=gains.sample_after - gains.sample_before)
        )
    return said


def _sample_said(sample: SignedSample | None) -> str:
    if sample is None:
        return QCoreApplication.translate(
            "SignOffDialog", "No random sample was reviewed: how many labels are wrong is not known."
        )
    return QCoreApplication.translate(
        "SignOffDialog",
        "Sample: {wrong} wrong of {drawn}; at most {bound:.2%} of {population} are wrong, with {sure:.0%} confidence.",
    ).format(
        wrong=sample.wrong,
        drawn=sample.drawn,
        bound=sample.bound,
        population=sample.population,
        sure=1 - sample.risk,
    )


def _text(said: str, name: str = "") -> QLabel:
    label = QLabel(said)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _title(said: str) -> QLabel:
    label = _text(said)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _card(*inside: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    layout = QVBoxLayout(card)
    for widget in inside:
        layout.addWidget(widget)
    return card
