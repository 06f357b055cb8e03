"""Run as a program: opens a project in the real window and edits it until killed, telling what was shown as saved."""

import random
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.application import Application
from app.operations import edit
from app.operations.dataset import OpenRequest


def main() -> None:
    qt = QApplication([])
    application = Application(qt)
    application.window.show()
    document = application.document
    chance = random.Random(1)

    def edit_once() -> None:
        review = document.review
        document.go_to_image(chance.randrange(len(review.dataset.images)))
        own = review.annotations.ids[review.annotations.rows_of_image(document.image)].tolist()
        kind = chance.randrange(4)
        x, y = chance.uniform(0, 500), chance.uniform(0, 300)
        if kind == 0 or not own:
            edit.draw_box(document, (x, y, x + 60, y + 50), 0)
        elif kind == 1:
            edit.move_boxes(document, [(chance.choice(own), (x, y, x + 70, y + 80))])
        elif kind == 2 and review.history.done:
            edit.undo(document)
        else:
            document.select([chance.choice(own)])
            edit.delete_selection(document)
        boxes = review.annotations
        print(len(review.history.done), len(boxes), repr(float(boxes.boxes_xyxy.sum())), flush=True)

    timer = QTimer(interval=0)
    timer.timeout.connect(edit_once)
    document.opened.connect(timer.start)
    application.open(OpenRequest(None, Path(sys.argv[1])))
    qt.exec()


if __name__ == "__main__":
    main()
