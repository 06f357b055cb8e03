"""The status bar says where models run, and lets one choose."""

import pytest

from engine.data.model import Device
from widgets.runs.device_label import DeviceLabel

CPU, GPU = Device("CPU:0", "CPU"), Device("GPU:0", "GPU 0 (NVIDIA)")


@pytest.fixture
def label(qtbot):
    label = DeviceLabel()
    qtbot.addWidget(label)
    return label


def test_it_is_not_there_without_a_model(label):
    assert not label.isVisible()
    label.set_devices((CPU,), "CPU:0")
    assert label.isVisible()
    label.set_devices((), None)
    assert not label.isVisible()


def test_it_says_device_memory_and_speed(label):
    label.set_devices((CPU, GPU), "GPU:0")
    assert label.text() == "GPU 0 (NVIDIA)"
    label.set_figures(3_100_000_000, 38.2)
    assert label.text() == "GPU 0 (NVIDIA) · 3.1 GB · 38 images/s"
    # Figures are no reason to speak.
    assert label.accessibleName() == "Models run on GPU 0 (NVIDIA)"
    label.set_figures(None, None)
    assert label.text() == "GPU 0 (NVIDIA)"


def test_another_device_can_be_chosen(label):
    heard = []
    label.device_chosen.connect(heard.append)
    label.set_devices((CPU, GPU), "GPU:0")
    cpu, gpu = label.menu().actions()
    assert (cpu.isChecked(), gpu.isChecked()) == (False, True)
    cpu.trigger()
    assert heard == ["CPU:0"]


def test_one_device_is_no_choice(label):
    label.set_devices((CPU,), "CPU:0")
    assert label.menu() is None


def test_what_stands_beside_it_does_not_move(label):
    label.set_devices((CPU,), "CPU:0")
    label.set_figures(3_100_000_000, 138.2)
    widest = label.sizeHint().width()
    label.set_figures(1_000, 1.0)
    assert label.sizeHint().width() == widest
