"""What a lead signs: an exact state of the labels, how good it is, and what signing asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.data.settings_text import SettingsText

FORMAT = 1
"""Of records; another one is refused."""


class SignEvent(StrEnum):
    """What is kept of sign-offs. The values are what the project file stores."""

    SIGNED = "signed"
    REOPENED = "reopened"
    """A sign-off was taken back, for a reason."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What signing asks for; every rule can be turned off.

    Attributes
    ----------
    flags_above : float or None
        No flag whose suggestion is worth more mAP than this may wait; None: flags may wait.
    reasoned : bool
        Whether flags that stay open need a reason.
    returned : bool
        Whether no image may wait at its annotator's.
    reviewed : bool
        Whether every image must be reviewed.
    sample : bool
        Whether an accepted random sample of exactly these labels is needed.
    sample_bound : float or None
        The highest bound of its error rate, 0 to 1; None: the sample's own plan decides.
    by_another : bool
        Whether the sample's reviewers must be others than those who edited labels.
    images : bool
        Whether every image file must be there.
    key : bool
        Whether it must be signed with a key.
    """

    flags_above: float | None = 0.001
    reasoned: bool = True
    returned: bool = True
    reviewed: bool = False
    sample: bool = True
    sample_bound: float | None = None
    by_another: bool = True
    images: bool = True
    key: bool = False


@dataclass(frozen=True, slots=True)
class JournalMark:
    """The journal as far as it was signed.

    Attributes
    ----------
    length : int
        How many entries.
    head : str
        SHA-256 of the last entry and of the chain before it, hexadecimal.
    steps : tuple of str
        The first 16 digits of the same after each entry, so that the first that differs can be named.
    first_at, last_at : str
        When the first and the last entry were made, ISO 8601; empty where there is none.
    """

    length: int
    head: str
    steps: tuple[str, ...]
    first_at: str
    last_at: str


@dataclass(frozen=True, slots=True)
class SignedImage:
    """An image and its labels.

    Attributes
    ----------
    name : str
        Its path within the folder of the images.
    sha256 : str
        Of the file; empty where it is not there.
    labels : str
        SHA-256 of its boxes, whatever their order.
    boxes : int
    stage : str
        `engine.data.image_state.Stage`.
    """

    name: str
    sha256: str
    labels: str
    boxes: int
    stage: str


@dataclass(frozen=True, slots=True)
class LabelMark:
    """All labels: the SHA-256 over all images, how many boxes there are, and the classes by index."""

    sha256: str
    boxes: int
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PredictionMark:
    """The predictions that metrics and flags rest on.

    Attributes
    ----------
    sha256 : str
    boxes : int
    run : int
        Id of the run.
    name : str
    model : str
        Hash of the model; empty of a file.
    """

    sha256: str
    boxes: int
    run: int
    name: str
    model: str


@dataclass(frozen=True, slots=True)
class SignedMetrics:
    """Metrics as pycocotools computes them.

    Attributes
    ----------
    by : str
        Name and version of what computed them.
    before, after : tuple of 12 float
        Of the labels as opened and as signed, in the order of `engine.data.metrics.METRIC_NAMES`.
    class_before, class_after : tuple of float
        AP of each class; -1 where it is not defined.
    """

    by: str
    before: tuple[float, ...]
    after: tuple[float, ...]
    class_before: tuple[float, ...]
    class_after: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Gains:
    """How much of the delta of mAP is real.

    Attributes
    ----------
    before, after : float
        mAP.
    low, high : float
        The central 95 % of the delta over resampled images.
    without_copies : float
        The delta without the edits that copied a box of the model's.
    copies, edits : int
        How many boxes were copied, and edited at all.
    sample_images : int
        How many images the blind sample is on; 0 without one.
    sample_before, sample_after : float
        mAP on these alone; -1 where it is not defined.
    """

    before: float
    after: float
    low: float
    high: float
    without_copies: float
    copies: int
    edits: int
    sample_images: int = 0
    sample_before: float = -1.0
    sample_after: float = -1.0


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """A flag that nobody has settled.

    Attributes
    ----------
    key : str
        `engine.data.flag.Flag.key`.
    image : str
        Name of the file.
    kind : str
    reason : str
    verdict : str
        ``unsure``, or empty where nobody said anything.
    price : float or None
        Change of mAP if its suggestion were accepted.
    """

    key: str
    image: str
    kind: str
    reason: str
    verdict: str
    price: float | None


@dataclass(frozen=True, slots=True)
class SignedFlags:
    """What became of flags.

    Attributes
    ----------
    answered : tuple of (str, int)
        How many have each verdict that settles one.
    open : tuple of OpenFlag
        The dearest first.
    """

    answered: tuple[tuple[str, int], ...]
    open: tuple[OpenFlag, ...]


@dataclass(frozen=True, slots=True)
class SignedSample:
    """A random sample that was reviewed blind.

    Attributes
    ----------
    number : int
    unit : str
    drawn, population : int
    seed : int
    answers : int
        How many answers there were, those that were given again included.
    reviewers : tuple of str
    decision : str
    waiting, wrong : int
    estimate, bound, risk : float
        0 to 1.
    edited_since : int
        How many boxes are not as they were drawn.
    """

    number: int
    unit: str
    drawn: int
    population: int
    seed: int
    answers: int
    reviewers: tuple[str, ...]
    decision: str
    waiting: int
    wrong: int
    estimate: float
    bound: float
    risk: float
    edited_since: int


@dataclass(frozen=True, slots=True)
class SignedPerson:
    """How much one person did: boxes edited, flags answered, images reviewed, approved and returned."""

    name: str
    edits: int
    verdicts: int
    reviewed: int
    approved: int
    returned: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is so of a state by itself, whoever signs it; found again from the project at any time."""

    journal: JournalMark
    labels: LabelMark
    images: tuple[SignedImage, ...]
    predictions: PredictionMark | None
    evaluation: SettingsText
    checks: tuple[tuple[str, float], ...]
    metrics: SignedMetrics | None
    gains: Gains | None
    flags: SignedFlags
    sample: SignedSample | None
    people: tuple[SignedPerson, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """A record over an exact state of the labels.

    Attributes
    ----------
    format : int
    project : str
        Its name.
    program : str
        Name and version of the program.
    signed_by, signed_at : str
        Who, and when, ISO 8601 UTC.
    waiver : str
        Why flags may stay open; whoever signs waives them.
    policy : Policy
    previous : str
        End of the chain of sign-offs before it; empty for the first.
    public_key : str
        Ed25519, hexadecimal; empty where it was signed without a key.
    facts : Facts
    """

    format: int
    project: str
    program: str
    signed_by: str
    signed_at: str
    waiver: str
    policy: Policy
    previous: str
    public_key: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class KeptSignOff:
    """What the project file keeps of a sign-off or a reopening.

    Attributes
    ----------
    id : int
        From 1.
    event : SignEvent
    at : str
        ISO 8601 UTC.
    author : str
    content : str
        The record as it was written; of a reopening, the reason.
    chain : str
        SHA-256 over this and the one before, hexadecimal.
    """

    id: int
    event: SignEvent
    at: str
    author: str
    content: str
    chain: str
