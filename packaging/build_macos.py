"""Make the macOS disk image: dist/Boxwright-VERSION.dmg. Runs on macOS.

    python packaging/build_macos.py                   without TensorFlow
    python packaging/build_macos.py --flavour full    with it

BOXWRIGHT_SIGN_AS: the identity that codesign signs with. BOXWRIGHT_NOTARY: the profile that
``xcrun notarytool store-credentials`` made; the image is then sent to Apple, and its answer stapled to it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from freeze import arguments, freeze
from project import DIST, FLAVOURS, ROOT, VERSION

_ENTITLEMENTS = ROOT / "packaging" / "macos" / "entitlements.plist"


def build_macos(flavour: str, bundle: Path) -> Path:
    """Pack a frozen program, and give the image."""
    app = bundle.with_name("Boxwright.app")
    DIST.mkdir(exist_ok=True)
    image = DIST / f"Boxwright-{VERSION}{'' if flavour == FLAVOURS[0] else f'-{flavour}'}.dmg"
    identity = os.environ.get("BOXWRIGHT_SIGN_AS")
    if identity:
        options = [
            "--force",
            "--deep",
            "--timestamp",
            "--options",
            "runtime",
            "--entitlements",
            _ENTITLEMENTS,
        ]
        _run("codesign", *options, "--sign", identity, app)
    _run("hdiutil", "create", "-volname", "Boxwright", "-srcfolder", app, "-ov", "-format", "UDZO", image)
    notary = os.environ.get("BOXWRIGHT_NOTARY")
    if notary:
        _run("xcrun", "notarytool", "submit", image, "--keychain-profile", notary, "--wait")
        _run("xcrun", "stapler", "staple", image)
    return image


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True)


if __name__ == "__main__":
    _given = arguments(__doc__)
    print(build_macos(_given.flavour, freeze(_given.flavour, _given.environment)))
