"""The icon in the sizes and formats that desktops want, drawn from resources/icons/boxwright.svg.

python packaging/icons.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QIcon

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
SVG = Path(__file__).resolve().parent.parent / "resources" / "icons" / "boxwright.svg"


def draw(folder: Path) -> None:
    """Write boxwright-SIZE.png for each size, boxwright.ico and boxwright.icns."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication.instance() or QGuiApplication(["icons", "-platform", "offscreen"])
    assert app is not None
    icon = QIcon(str(SVG))
    for size in SIZES:
        _save(icon, size, folder / f"boxwright-{size}.png")
    _save(icon, 256, folder / "boxwright.ico")
    _save(icon, 512, folder / "boxwright.icns")


def _save(icon: QIcon, size: int, path: Path) -> None:
    if not icon.pixmap(size).save(str(path)):
        raise OSError(f"{path} could not be written")


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
