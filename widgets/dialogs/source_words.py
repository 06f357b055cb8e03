"""What sources are called."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.data.sources import SourceKind

_TITLES = {
    SourceKind.ANNOTATIONS: QT_TRANSLATE_NOOP("Source", "Annotations"),
    SourceKind.IMAGES: QT_TRANSLATE_NOOP("Source", "Images"),
    SourceKind.PREDICTIONS: QT_TRANSLATE_NOOP("Source", "Predictions"),
    SourceKind.MODEL: QT_TRANSLATE_NOOP("Source", "Model"),
    SourceKind.LABEL_MAP: QT_TRANSLATE_NOOP("Source", "Label map"),
    SourceKind.SPLIT: QT_TRANSLATE_NOOP("Source", "Split"),
}


def source_title(kind: SourceKind) -> str:
    """What a kind of source is called, in the language of the window."""
    return QCoreApplication.translate("Source", str(_TITLES[kind]))
