from __future__ import annotations

import copy
import json
import pickle

import orjson
import pytest

from engine.data.sentence import Sentence, joined, sentence


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (sentence("Reason", ""), ""),
        (
            sentence("Reason", "A corner of this box is not a number."),
            "A corner of this box is not a number.",
        ),
        (sentence("Reason", "The score is {score:.2f}.", score=0.456), "The score is 0.46."),
        (sentence("Reason", "Far {where}.", where=sentence("Reason", "left")), "Far left."),
        (sentence("Reason", "A {name}.", name="{odd} class"), "A {odd} class."),
        (joined(", ", ()), ""),
        (joined(", ", ("a", sentence("Reason", "{n} more", n=2))), "a, 2 more"),
    ],
)
def test_a_sentence_is_its_english_text(made: Sentence, said: str) -> None:
    assert made == said
    assert hash(made) == hash(said)
    assert repr(made) == repr(said)
    assert f"{made}" == said
    assert json.loads(orjson.dumps({"reason": made})) == {"reason": said}


def test_a_sentence_keeps_what_it_was_made_of() -> None:
    made = sentence("Reason", "The score is {score:.2f}.", score=0.456)
    for same in (made, copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert (same, same.context, same.text, same.values) == (
            "The score is 0.46.", "Reason", "The score is {score:.2f}.", {"score": 0.456},
        )  # fmt: skip


def test_a_sentence_of_values_remembers_them_without_a_text_of_its_own() -> None:
    made = joined(" ", ("moved", "+0.1"))
    assert (made.context, made.text) == ("", "{part_0} {part_1}")
