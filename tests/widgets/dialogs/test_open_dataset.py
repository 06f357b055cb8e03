"""The dialog asks for files, says what is missing, and hands over what was chosen."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QPushButton

from engine.data.address import image_folder
from engine.data.sources import Sources
from widgets.dialogs.open_dataset import OpenChoice, OpenDatasetDialog


@pytest.fixture
def files(tmp_path):
    """A file or folder for each thing that can be asked for."""
    for name in ("images", "model"):
        (tmp_path / name).mkdir()
    for name in ("labels.json", "predictions.json", "label_map.pbtxt", "split.txt"):
        (tmp_path / name).touch()
    return tmp_path


@pytest.fixture
def dialog(qtbot):
    dialog = OpenDatasetDialog()
    qtbot.addWidget(dialog)
    return dialog


def fill(dialog, **values):
    for name, value in values.items():
        dialog.findChild(QLineEdit, name).setText(str(value))


def state(dialog):
    """Whether it can be opened, and what the dialog says."""
    buttons = dialog.findChild(QDialogButtonBox)
    enabled = buttons.button(QDialogButtonBox.StandardButton.Open).isEnabled()
    return enabled, dialog.findChild(QLabel, "message").text()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Choose the annotations"),
        ({"images": "images"}, "Choose the annotations"),
        ({"annotations": "nowhere.json"}, "Annotations: there is no such"),
        ({"annotations": "labels.json", "images": "labels.json"}, "Images: this is a file"),
        ({"annotations": "labels.json", "predictions": "nowhere"}, "Predictions: there is no such"),
        ({"annotations": "labels.json", "model": "model"}, "A model needs the folder of the images"),
        (
            {
                "annotations": "labels.json",
                "images": "images",
                "model": "model",
                "predictions": "predictions.json",
            },
            "Give either predictions or a model",
        ),
    ],
)
def test_what_is_missing_is_said(dialog, files, given, message):
    fill(dialog, **{name: files / value for name, value in given.items()})
    ready, said = state(dialog)
    assert not ready
    assert said.startswith(message)


def test_annotations_alone_are_enough(dialog, files):
    fill(dialog, annotations=files / "labels.json")
    assert state(dialog)[0]
    assert dialog.choice() == OpenChoice(Sources(files / "labels.json"), None)


def test_all_that_was_chosen_is_handed_over(dialog, files):
    fill(
        dialog,
        annotations=f"  {files / 'labels.json'} ",
        images=QUrl.fromLocalFile(str(files / "images")).toString(),
        model=files / "model",
        label_map=files / "label_map.pbtxt",
        split=files / "split.txt",
        project=files / "new.boxwright",
    )
    assert state(dialog)[0]
    expected = Sources(
        files / "labels.json",
        images=files / "images",
        model=files / "model",
        label_map=files / "label_map.pbtxt",
        split=files / "split.txt",
    )
    assert dialog.choice() == OpenChoice(expected, files / "new.boxwright")


def test_images_may_be_in_a_store(dialog, files):
    fill(dialog, annotations=files / "labels.json", model=files / "model", images=" S3://bucket/my images/ ")
    assert state(dialog)[0]
    assert dialog.choice().sources.images == image_folder("s3://bucket/my images")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://host/a", "Images: images cannot be read from such an address"),
        ("https://me:secret@host/a", "Images: the address of the images has a user or a password in it"),
    ],
)
def test_an_address_that_cannot_be_used_is_said(dialog, files, address, said):
    fill(dialog, annotations=files / "labels.json", model=files / "model", images=address)
    ready, message = state(dialog)
    assert not ready
    assert message.startswith(said)
    assert "secret" not in message


def test_labels_are_of_this_machine(dialog, files):
    fill(dialog, annotations="s3://bucket/labels.json")
    assert not state(dialog)[0]


def test_it_can_be_filled_by_keys_alone(dialog):
    assert all(line.accessibleName() for line in dialog.findChildren(QLineEdit))
    assert all(button.text() or button.accessibleName() for button in dialog.findChildren(QPushButton))
    keys = [
        label.text().partition("&")[2][:1] for label in dialog.findChildren(QLabel) if "&" in label.text()
    ]
    assert len(keys) == len(set(keys)) == 7
