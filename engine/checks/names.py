"""Classes that a dataset should not have as it has them: no doubt about a box, so problems, not flags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from engine.data.dataset import Annotations, Categories, Predictions, Problem

FEW = 10
"""Boxes below which the AP of a class jumps with each of them."""

_LEAST_LETTERS = 5
"""In shorter names one letter makes another word: cat, car, cap."""


def check_class_names(
    categories: Categories, annotations: Annotations, predictions: Predictions | None
) -> tuple[Problem, ...]:
    """Find classes that seem to be one, that have almost no boxes, or that the model never predicts.

    Parameters
    ----------
    categories, annotations
        The dataset.
    predictions
        None, or no rows: nothing is said of what the model predicts.
    """
    counts = np.bincount(annotations.categories[annotations.categories >= 0], minlength=len(categories))
    names = categories.names
    problems = [
        Problem(
            "",
            f"classes {names[a]!r} and {names[b]!r}",
            f"their names differ by {how} alone: {counts[a]:,} and {counts[b]:,} boxes",
            "If they are the same class, give their boxes one name",
        )
        for a, b, how in similar_names(names)
    ]
    few = np.flatnonzero((counts > 0) & (counts < FEW)).tolist()
    problems += [
        Problem(
            "",
            f"class {names[k]!r}",
            f"it has {'one box' if counts[k] == 1 else f'{counts[k]} boxes'} alone, so that its AP says little, "
            f"and counts as much in mAP as any other",
            "Label more of it, or leave it out of the evaluation",
        )
        for k in few
    ]
    if predictions is not None and len(predictions):
        known = predictions.categories[predictions.categories >= 0]
        seen = np.bincount(known, minlength=len(categories))
        problems += [
            Problem(
                "",
                f"class {names[k]!r}",
                f"the model never predicts it, though it has {counts[k]:,} boxes: its AP is 0",
                "Check the label map: a class may be missing, or have another number",
            )
            for k in np.flatnonzero((counts > 0) & (seen == 0)).tolist()
        ]
    return tuple(problems)


def similar_names(names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Pairs of names, by index, that differ by case or space, or by one letter; and by which."""
    plain = ["".join(letter for letter in name.casefold() if letter.isalnum()) for name in names]
    by_name: dict[str, list[int]] = {}
    by_shorter: dict[str, list[int]] = {}
    for index, name in enumerate(plain):
        by_name.setdefault(name, []).append(index)
        if len(name) >= _LEAST_LETTERS:
            # Names one letter apart share what is left when each loses one, or when the longer one does.
            for shorter in {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}:
                by_shorter.setdefault(shorter, []).append(index)
    for same in by_name.values():
        yield from ((a, b, "case or space") for a, b in combinations(same, 2))
    near = {pair for found in by_shorter.values() for pair in combinations(found, 2)}
    for a, b in sorted(near):
        if plain[a] != plain[b] and _one_letter_apart(plain[a], plain[b]):
            yield a, b, "one letter"


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter was changed, left out or put in; numbers tell classes apart on purpose."""
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if f"{short[at : at + 1]}{long[at]}".strip("0123456789") == "":
        return False
    return len(long) - len(short) <= 1 and short[at + (len(short) == len(long)) :] == long[at + 1 :]
