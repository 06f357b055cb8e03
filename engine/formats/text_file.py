"""Text files of other programs: any line ends, with or without a byte order mark."""

from pathlib import Path

from engine.errors import UserError

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read_text(path: Path) -> str:
    """Read text in UTF-8, or in UTF-16 where a mark says so.

    Raises
    ------
    UserError
        The file cannot be read or is no text.
    """
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(
            f"the file cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
    try:
        text = data.decode(next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8"))
    except UnicodeError as error:
        raise UserError("this is not text in UTF-8", source=path, remedy="Save it as UTF-8") from error
    if "\0" in text:
        raise UserError("this is not text", source=path, remedy="Save it as UTF-8")
    return text
