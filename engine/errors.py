"""The two kinds of failure: what a person can mend, and what is our bug."""

from pathlib import Path


class UserError(Exception):
    """Something in a file or a setting of the user's that the program cannot work with.

    Shown as one plain sentence: which file and record, what is wrong, what to do.

    Parameters
    ----------
    problem
        What is wrong, without a full stop.
    source
        The file or folder it is wrong in.
    record
        The record inside the source: ``"annotation 17"``, ``"line 3"``, ``"object 2"``.
    remedy
        What to do about it, as an imperative sentence without a full stop.
    """

    def __init__(
        self,
        problem: str,
        *,
        source: Path | str | None = None,
        record: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.problem = problem
        self.source = None if source is None else str(source)
        self.record = record
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.source, self.record) if part)
        text = f"{where}: {self.problem}" if where else self.problem
        text = " ".join(text.split())
        return f"{text}. {self.remedy}." if self.remedy else f"{text}."


class WorkFailedError(UserError):
    """The input is fine but the work could not be done: a full disk, a process killed, memory that ran out.

    Parameters are those of `UserError`.
    """


class EngineError(Exception):
    """A broken promise inside the program: our bug, never the user's."""


class CancelledError(Exception):
    """A long piece of work was asked to stop and did; nothing was changed."""
