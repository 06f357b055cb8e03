"""What a diagnosis says."""

from __future__ import annotations

from collections.abc import Sequence

from engine.data.diagnosis import Cause
from engine.data.raw_predictions import Key
from engine.data.reading import Fit, ImageKey, Layout, Scale
from engine.data.sentence import Sentence, sentence
from engine.doctor.coverage import Cap
from engine.doctor.first_pixel import Offset
from engine.doctor.marks import WrongIds
from engine.doctor.suppression import Twice

_SHOWN = 3


def of_layout(layout: Layout) -> Sentence:
    """Boxes whose four numbers are others than x, y, width and height."""
    match layout:
        case Layout.XYXY:
            return sentence(
                "Diagnosis",
                "Boxes of the predictions are [x1, y1, x2, y2], two corners; they are read as [x, y, width, "
                "height].",
            )
        case Layout.YXYX:
            return sentence(
                "Diagnosis",
                "Boxes of the predictions are [ymin, xmin, ymax, xmax], as TensorFlow has them; they are "
                "read as [x, y, width, height].",
            )
        case Layout.YXHW:
            return sentence(
                "Diagnosis",
                "Boxes of the predictions are [y, x, height, width]; they are read as [x, y, width, height].",
            )
        case _:
            return sentence(
                "Diagnosis",
                "Boxes of the predictions begin with their centre: [centre x, centre y, width, height]; "
                "they are read as [x, y, width, height].",
            )


def of_label_layout(layout: Layout, outside: float, outside_now: float) -> Sentence:
    """Labels whose four numbers are others."""
    if layout is Layout.CXCYWH:
        text = sentence(
            "Diagnosis",
            "Boxes of the ground truth begin with their centre: read as [x, y, width, height], {now:.0%} of "
            "them leave their image or have no size, read so {share:.0%}.",
            now=outside_now,
            share=outside,
        )
    else:
        text = sentence(
            "Diagnosis",
            "Boxes of the ground truth are [{layout}]: read as [x, y, width, height], {now:.0%} of them "
            "leave their image or have no size, read so {share:.0%}.",
            layout=layout.value,
            now=outside_now,
            share=outside,
        )
    return text


def of_scale(scale: Scale) -> Sentence:
    """Boxes in other pixels than those of their image."""
    width, height = scale.size_wh
    if scale.size_wh == (1.0, 1.0):
        if scale.fit is Fit.STRETCHED:
            return sentence(
                "Diagnosis",
                "Boxes of the predictions are parts of the image, 0 to 1; they are read as pixels.",
            )
        return sentence(
            "Diagnosis",
            "Boxes of the predictions are parts, 0 to 1, of a square that the image was padded to; they are "
            "read as pixels.",
        )
    if scale.fit is Fit.STRETCHED:
        return sentence(
            "Diagnosis",
            "Boxes of the predictions are in pixels of the model's input, {width:.0f} x {height:.0f}, to "
            "which images were resized; they are read as pixels of the image.",
            width=width,
            height=height,
        )
    if scale.fit is Fit.CENTRED:
        return sentence(
            "Diagnosis",
            "Boxes of the predictions are in pixels of the model's input, {width:.0f} x {height:.0f}, in "
            "the middle of which images were letterboxed; they are read as pixels of the image.",
            width=width,
            height=height,
        )
    return sentence(
        "Diagnosis",
        "Boxes of the predictions are in pixels of the model's input, {width:.0f} x {height:.0f}, into "
        "whose top left images were resized; they are read as pixels of the image.",
        width=width,
        height=height,
    )


def of_normalised_labels() -> Sentence:
    """Labels from 0 to 1."""
    return sentence(
        "Diagnosis",
        "Boxes of the ground truth are parts of the image, 0 to 1; they are read as pixels.",
    )


def of_categories(
    cause: Cause, shift: int, pairs: Sequence[tuple[Key, str]], votes: int, votes_now: int
) -> Sentence:
    """Classes by other numbers or names; ``pairs`` are what the file says and what it means."""
    shown = ", ".join(f"{key} = {name}" for key, name in pairs[:_SHOWN])
    if len(pairs) > _SHOWN:
        shown += ", …"
    values = {"shown": shown, "votes": votes, "now": votes_now}
    match cause:
        case Cause.ZERO_BASED:
            return sentence(
                "Diagnosis",
                "The predictions number classes from 0 ({shown}): of those that lie on a label, {votes} "
                "have its class so, {now} as they are read.",
                **values,
            )
        case Cause.OFF_BY_ONE if shift > 0:
            return sentence(
                "Diagnosis",
                "Class numbers of the predictions are one too large, as where the background counts as a "
                "class ({shown}): of those that lie on a label, {votes} have its class so, {now} as they "
                "are read.",
                **values,
            )
        case Cause.OFF_BY_ONE:
            return sentence(
                "Diagnosis",
                "Class numbers of the predictions are one too small ({shown}): of those that lie on a "
                "label, {votes} have its class so, {now} as they are read.",
                **values,
            )
        case Cause.PERMUTED:
            return sentence(
                "Diagnosis",
                "The predictions have the classes in another order ({shown}): of those that lie on a label, "
                "{votes} have its class so, {now} as they are read.",
                **values,
            )
        case Cause.CATEGORY_NAMES:
            return sentence(
                "Diagnosis",
                "The predictions name classes otherwise than the ground truth does, by case, by plural or "
                "in place of their numbers ({shown}).",
                **values,
            )
        case _:
            return sentence(
                "Diagnosis",
                "The predictions number classes by another label map ({shown}): of those that lie on a "
                "label, {votes} have its class so, {now} as they are read.",
                **values,
            )


def of_background(keys: Sequence[Key], count: int) -> Sentence:
    """Predictions of the background."""
    return sentence(
        "Diagnosis",
        "Class {keys} of the predictions is the background, which is no class of the ground truth "
        "(predictions: {count}).",
        keys=", ".join(map(str, keys)),
        count=count,
    )


def of_unknown_categories(keys: Sequence[Key | None], count: int) -> Sentence:
    """Predictions of unknown classes."""
    return sentence(
        "Diagnosis",
        "Predictions of classes that are not in the ground truth ({keys}) are left out: {count}.",
        keys=_some(keys),
        count=count,
    )


def of_images(kind: ImageKey, example: Key | None, file_name: str) -> Sentence:
    """Images by another name or number than their id."""
    values = {"example": example, "name": file_name}
    match kind:
        case ImageKey.FROM_0 | ImageKey.FROM_1 | ImageKey.NAMES_FROM_0 | ImageKey.NAMES_FROM_1:
            return sentence(
                "Diagnosis",
                "The predictions number images by their place in the list, not by their ids: {example} is "
                "{name}.",
                **values,
            )
        case ImageKey.NUMBER_IN_NAME:
            return sentence(
                "Diagnosis",
                "The predictions number images by the number in the file name, not by their ids: {example} "
                "is {name}.",
                **values,
            )
        case ImageKey.TEXT:
            return sentence(
                "Diagnosis", "The predictions have ids of images as text: {example!r} is {name}.", **values
            )
        case ImageKey.NAME:
            return sentence(
                "Diagnosis",
                "The predictions name images by a file name written otherwise: {example} is {name}.",
                **values,
            )
        case _:
            return sentence(
                "Diagnosis",
                "The predictions name images by file name, not by id: {example} is {name}. They are read so "
                "here; most other programs find no image.",
                **values,
            )


def of_unknown_images(keys: Sequence[Key | None], count: int) -> Sentence:
    """Predictions on unknown images."""
    return sentence(
        "Diagnosis",
        "Predictions on images that are not in the ground truth ({keys}) are left out: {count}, on {images} "
        "images.",
        keys=_some(keys),
        count=count,
        images=len(keys),
    )


def of_missing(count: int, images: int, example: str) -> Sentence:
    """Images without predictions."""
    return sentence(
        "Diagnosis",
        "Of {images} images with labels, {count} have no predictions at all, as {example}; the others have "
        "many. Their labels count as missed: run the model on them too, or leave them out of the ground "
        "truth.",
        count=count,
        images=images,
        example=example,
    )


def of_unusable(boxes: int, scores: int) -> Sentence:
    """Records without four numbers or a score."""
    return sentence(
        "Diagnosis",
        "Predictions without a usable box ({boxes}) or a score ({scores}) are left out.",
        boxes=boxes,
        scores=scores,
    )


def of_scores(cause: Cause, low: float, high: float) -> Sentence:
    """Scores on another scale."""
    values = {"low": low, "high": high}
    match cause:
        case Cause.PERCENTAGES:
            return sentence(
                "Diagnosis", "Scores are percentages: they go from {low:.4g} to {high:.4g}.", **values
            )
        case Cause.LOGITS:
            return sentence(
                "Diagnosis",
                "Scores are logits, not probabilities: they go from {low:.4g} to {high:.4g}.",
                **values,
            )
        case _:
            return sentence(
                "Diagnosis", "Scores are no probabilities: they go from {low:.4g} to {high:.4g}.", **values
            )


def of_equal_scores(score: float) -> Sentence:
    """Scores that say nothing."""
    return sentence(
        "Diagnosis",
        "All scores are {score:.4g}: which predictions are the better ones is lost, and mAP is that of a "
        "random order. Write the predictions again with their scores.",
        score=score,
    )


def of_cut_scores(score: float) -> Sentence:
    """Scores that begin in the middle."""
    return sentence(
        "Diagnosis",
        "There is no score below {score:.2f}, though many are just above it: predictions were cut there, "
        "and what they would have found counts as missed. Predict again with a threshold of 0.05 or less.",
        score=score,
    )


def of_cap(cap: Cap) -> Sentence:
    """Predictions up to a limit."""
    return sentence(
        "Diagnosis",
        "No image has more than {limit} predictions, {at_limit} have just as many, and {short} have more "
        "labels than that: predictions were capped. Predict again with a higher limit.",
        limit=cap.limit,
        at_limit=cap.at_limit,
        short=cap.short,
    )


def of_repeats(share: float) -> Sentence:
    """Predictions without suppression."""
    return sentence(
        "Diagnosis",
        "Of the predictions, {share:.0%} lie on a better scored one of their class: overlapping ones were "
        "not suppressed, and each repeat counts as wrong.",
        share=share,
    )


def of_twice(twice: Twice) -> Sentence:
    """Predictions that were suppressed twice."""
    return sentence(
        "Diagnosis",
        "No two predictions of a class overlap by more than an IoU of {overlap:.2f}, though {labels} pairs "
        "of labels do: overlapping ones were suppressed twice, or by too small an overlap. Predict again "
        "with one suppression at 0.5 or more.",
        overlap=twice.overlap,
        labels=twice.labels,
    )


def of_marks(count: int, name: str) -> Sentence:
    """Labels that are marked in vain."""
    return sentence(
        "Diagnosis",
        "Boxes of the ground truth that are marked {name!r}: {count}. They count like all others, since the "
        "metrics know of iscrowd alone.",
        count=count,
        name=name,
    )


def of_crowd_masks(count: int) -> Sentence:
    """Crowds that are none any more."""
    return sentence(
        "Diagnosis",
        "Boxes of the ground truth whose mask is run lengths, as COCO has it for crowds alone: {count}. "
        "They are no longer marked as crowds, and count like all others.",
        count=count,
    )


def of_ids(wrong: WrongIds) -> Sentence:
    """Annotation ids that other programs count wrong."""
    return sentence(
        "Diagnosis",
        "Annotation ids of the ground truth are given twice ({repeated}) or are 0 ({zero}). They are "
        "numbered anew here; pycocotools counts a prediction that matches id 0 as wrong, and mixes up those "
        "with one id.",
        repeated=wrong.repeated,
        zero=wrong.zero,
    )


def of_label_names(pairs: Sequence[tuple[str, str]], count: int) -> Sentence:
    """Labels of classes that are known by another name."""
    shown = ", ".join(f"{name!r} = {known!r}" for name, known in pairs[:_SHOWN])
    return sentence(
        "Diagnosis",
        "Boxes of the ground truth whose class differs from a known one by case or plural alone ({shown}): "
        "{count}. They are not counted.",
        shown=shown,
        count=count,
    )


def of_offset(offset: Offset) -> Sentence:
    """Labels that count pixels from 1."""
    return sentence(
        "Diagnosis",
        "Boxes of the ground truth begin {low:.1f} pixels right of and below the predictions and none at "
        "pixel 0: their pixels are counted from 1, as in Pascal VOC.",
        low=offset.low,
    )


def _some(keys: Sequence[Key | None]) -> str:
    shown = ", ".join(map(repr, keys[:_SHOWN]))
    return f"{shown}, …" if len(keys) > _SHOWN else shown
