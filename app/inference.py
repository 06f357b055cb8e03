"""The window's inference process: one, kept warm, with what a person chose for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from engine.data.model import Acceleration, Device, ModelSpec
from engine.inference.client import InferenceProcess
from engine.inference.model_features import Kept, ModelFeatures

_DEVICE, _ACCELERATION = "device", "acceleration"


class Inference(QObject):
    """Holds the process for the jobs that run models in it, one at a time.

    Parameters
    ----------
    settings
        Remembers the device and the acceleration that a person chose.
    """

    stood = Signal(object)
    """How a run stands now, a `Standing`; from the job's thread."""
    sped_up = Signal(object)
    """What was measured so far of ways to run a model quicker, a tuple of `SpeedUp`; from the job's thread."""
    tuning = Signal(object)
    """What is said of a fine-tune check while it goes on, a `CheckReport`; from the job's thread."""
    devices_changed = Signal()
    paused_changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.process = InferenceProcess()
        self._settings = settings
        self._paused = threading.Event()
        self._devices: tuple[Device, ...] = ()
        self._features: Kept = {}

    @property
    def device(self) -> str | None:
        """Name of the device to run on; None: the best there is."""
        return str(self._settings.value(_DEVICE, "")) or None

    def choose_device(self, name: str | None) -> None:
        """Run there from the next run on; None: on the best there is."""
        self._settings.setValue(_DEVICE, name or "")
        self.devices_changed.emit()

    @property
    def acceleration(self) -> Acceleration:
        """What is done to models to make them quicker."""
        stored = str(self._settings.value(_ACCELERATION, ""))
        return Acceleration(stored) if stored in set(Acceleration) else Acceleration.NONE

    def choose_acceleration(self, acceleration: Acceleration) -> None:
        """Run models so from the next run on."""
        self._settings.setValue(_ACCELERATION, str(acceleration))

    @property
    def devices(self) -> tuple[Device, ...]:
        """What there is to run on; empty until a model was loaded."""
        return self._devices

    def set_devices(self, devices: tuple[Device, ...]) -> None:
        """What the process found; none: it has not looked yet, or need not."""
        if devices and devices != self._devices:
            self._devices = devices
            self.devices_changed.emit()

    def features_of(self, model: ModelSpec, trusts: Callable[[Path, str], bool]) -> ModelFeatures:
        """What gives a model's features of images; each image is run once while this is there.

        Parameters
        ----------
        model
        trusts
            Whether a model of this path and hash may run; asked on the job's thread.
        """
        return ModelFeatures(model, self.process, self.device, kept=self._features, trusts=trusts)

    @property
    def paused(self) -> bool:
        """Whether a run waits; asked from the job's thread."""
        return self._paused.is_set()

    def pause(self) -> None:
        """Let the run wait, with the model kept in memory."""
        self._paused.set()
        self.paused_changed.emit()

    def go_on(self) -> None:
        """Let the run go on."""
        self._paused.clear()
        self.paused_changed.emit()

    def close(self) -> None:
        """End the process."""
        self.process.close()
