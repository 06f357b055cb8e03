"""Run as a program: goes on with a project and edits it until killed, telling each step once it is said to be saved."""

import random
import sys
from pathlib import Path

from engine.data.dataset import Annotation
from engine.data.edit import Edit
from engine.data.flag import Flag, VerdictKind
from engine.data.journal import Origin
from engine.opening import open_project
from engine.states import toggled_reviewed


def main() -> None:
    review = open_project(Path(sys.argv[1]))
    chance = random.Random(int(sys.argv[2]))
    while True:
        kind = chance.randrange(6)
        boxes = review.annotations
        box = boxes.at(chance.randrange(len(boxes)))
        x, y = chance.uniform(0, 60), chance.uniform(0, 40)
        corners = (x, y, x + 15, y + 25)
        if kind == 0 and review.history.done:
            review.undo()
        elif kind == 1:
            key = Flag.of_label(box).key
            marks = toggled_reviewed(review.states, chance.randrange(len(review.dataset.images)))
            review.apply([], Origin.VERDICT, {key: VerdictKind.LABEL_IS_RIGHT}, marks=marks)
        elif kind == 2 and len(boxes) > 20:
            review.apply([Edit.delete(box)], Origin.DELETED)
        elif kind == 3:
            review.apply([Edit.add(Annotation.new(box.image, 0, corners))], Origin.DRAWN)
        else:
            review.apply([Edit.move(box, corners)], Origin.DRAGGED)
        total = float(review.annotations.boxes_xyxy.sum())
        print(
            review.project.journal_length,
            len(review.history.done),
            len(review.verdicts),
            repr(total),
            flush=True,
        )


if __name__ == "__main__":
    main()
