"""What is bundled beside the code, and what is left out."""

from __future__ import annotations

import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from notices import pinned

RESOURCES = (
    "resources/icons/*.svg",
    "resources/translations/*.qm",
    "resources/demo/*.json",
    "resources/demo/label_map.pbtxt",
    "resources/demo/README.md",
    "resources/demo/images/*",
    "resources/demo/saved_model/**/*",
)
"""Patterns under the top level. What the program does not load stays out: drawings' sources, translators' files."""

SOURCES = "engine/**/*.py"
"""For a Python of the user's that has TensorFlow, where the program has none: see `engine.inference.interpreter`."""

TOP_LEVEL = frozenset(
    {"boxwright", "boxwright-inference", "_internal", "LICENCES.txt", "sbom.cdx.json", "boxwright.1"}
)
"""All that may lie in the folder of the program, less ``.exe``: what an uninstaller has to take away."""

NOT_IN_THE_WINDOW = [
    "tensorflow", "keras", "keras_hub", "h5py", "grpc", "tkinter", "matplotlib", "PyQt5", "PyQt6", "PySide2",
    "IPython", "pytest", "hypothesis", "pandas", "setuptools", "pip", "wheel",
    # Of SciPy an assignment and a few functions are used; the rest is half of its size.
    "scipy.stats", "scipy.signal", "scipy.ndimage", "scipy.interpolate", "scipy.integrate", "scipy.io",
    "scipy.cluster", "scipy.datasets", "scipy.odr", "scipy.misc", "scipy.fftpack",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtSql", "PySide6.QtDesigner",
    "nis", "PySide6.QtNetwork", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtConcurrent", "PySide6.QtXml",
    "engine.inference.tf_model",
    "engine.inference.worker",
]  # fmt: skip

NOT_IN_THE_INFERENCE_PROCESS = [
    "PySide6", "shiboken6", "pyqtgraph", "qtawesome", "tkinter", "matplotlib", "PyQt5", "PyQt6",
    "IPython", "pytest", "hypothesis", "pandas", "setuptools", "pip", "wheel",
    "tensorflow_text", "tensorboard", "torch", "jax",
    "app", "widgets",
]  # fmt: skip

UNUSED_QT = (
    "Qt6Quick", "Qt6Qml", "Qt6Sql", "Qt6Designer", "Qt6VirtualKeyboard", "Qt6Pdf", "Qt6Network", "Qt6EglF",
    "plugins/sqldrivers", "plugins/qmltooling", "plugins/networkinformation", "plugins/tls", "virtualkeyboard",
    "plugins/egldeviceintegrations", "plugins/generic", "imageformats/libqpdf", "imageformats/qpdf",
    "platforms/libqeglfs", "platforms/libqlinuxfb", "platforms/libqminimalegl", "platforms/libqvkkhrdisplay",
    # It would bind the program to the machine's GTK.
    "platforms/libqvnc", "platformthemes/libqgtk3", "Qt/qml/", "PySide6/qml/",
)  # fmt: skip
"""Parts of the paths of Qt's libraries and plugins that are left out."""

_QT_TRANSLATIONS, _QT_TRANSLATIONS_KEPT = "/translations/", "/translations/qtbase_"

FROM_THE_SYSTEM = {
    "libc6": (
        "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2", "libutil.so.1",
        "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1",
    ),
    "libstdc++6": ("libstdc++.so.6",),
    "libgcc-s1": ("libgcc_s.so.1",),
    "zlib1g": ("libz.so.1",),
    "libegl1": ("libEGL.so.1",),
    "libgl1": ("libGL.so.1",),
    "libopengl0": ("libOpenGL.so.0",),
    "libglx0": ("libGLX.so.0",),
    "libdrm2": ("libdrm.so.2",),
    "libx11-6": ("libX11.so.6",),
    "libx11-xcb1": ("libX11-xcb.so.1",),
    "libxext6": ("libXext.so.6",),
    "libxcb1": ("libxcb.so.1",),
    "libxcb-cursor0": ("libxcb-cursor.so.0",),
    "libxcb-glx0": ("libxcb-glx.so.0",),
    "libxcb-icccm4": ("libxcb-icccm.so.4",),
    "libxcb-image0": ("libxcb-image.so.0",),
    "libxcb-keysyms1": ("libxcb-keysyms.so.1",),
    "libxcb-randr0": ("libxcb-randr.so.0",),
    "libxcb-render0": ("libxcb-render.so.0",),
    "libxcb-render-util0": ("libxcb-render-util.so.0",),
    "libxcb-shape0": ("libxcb-shape.so.0",),
    "libxcb-shm0": ("libxcb-shm.so.0",),
    "libxcb-sync1": ("libxcb-sync.so.1",),
    "libxcb-util1": ("libxcb-util.so.1",),
    "libxcb-xfixes0": ("libxcb-xfixes.so.0",),
    "libxcb-xkb1": ("libxcb-xkb.so.1",),
    "libxkbcommon0": ("libxkbcommon.so.0",),
    "libxkbcommon-x11-0": ("libxkbcommon-x11.so.0",),
    "libwayland-client0": ("libwayland-client.so.0",),
    "libwayland-cursor0": ("libwayland-cursor.so.0",),
    "libwayland-egl1": ("libwayland-egl.so.1",),
    "libfontconfig1": ("libfontconfig.so.1",),
    "libfreetype6": ("libfreetype.so.6",),
    "libdbus-1-3": ("libdbus-1.so.3",),
    "libglib2.0-0": ("libglib-2.0.so.0", "libgthread-2.0.so.0", "libgobject-2.0.so.0", "libgio-2.0.so.0"),
}  # fmt: skip
"""Debian's packages and the libraries in them that the program takes from the system: display, fonts, C and C++.

A copy of our own would be at odds with the machine's drivers, fonts and settings.
"""

_OF_PYTHON = (
    "libpython", "libssl", "libcrypto", "libffi", "libbz2", "liblzma", "libreadline", "libtinfo", "libncurses",
    "libsqlite3", "libuuid", "libcrypt.", "libexpat", "libgdbm", "libdb-", "libzstd", "libmpdec",
)  # fmt: skip
"""Libraries of Python's own modules: bundled, for their names change from one release of a system to the next."""


_OF_THE_BUILD = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
"""What pip notes of an installation: paths of the machine that builds, which differ from build to build."""


def is_bundled(name: str, source: str) -> bool:
    """Whether a library, plugin or file that PyInstaller found is to be in the bundle.

    Parameters
    ----------
    name
        Its path in the bundle.
    source
        Where it was found on the machine that builds.
    """
    name = name.replace("\\", "/")
    if any(part in name for part in UNUSED_QT):
        return False
    if ".dist-info/" in name and name.endswith(_OF_THE_BUILD):
        return False
    if "PySide6" in name and _QT_TRANSLATIONS in name and _QT_TRANSLATIONS_KEPT not in name:
        return False
    if source.startswith(("/usr/lib/", "/lib/")) and ".so" in name and "python3" not in source:
        return Path(name).name.startswith(_OF_PYTHON)
    return Path(name).name not in {library for owned in FROM_THE_SYSTEM.values() for library in owned}


def only_for_building(requirements: Path) -> list[str]:
    """Modules of this environment that no pinned distribution brings: bundled, they would lack licence and entry."""
    names = {*pinned(requirements), "boxwright"}
    return sorted(
        module
        for module, owners in packages_distributions().items()
        if module.isidentifier()
        and module not in sys.stdlib_module_names
        and not any(owner.lower().replace("_", "-").replace(".", "-") in names for owner in owners)
    )


def data_files(root: Path) -> list[tuple[str, str]]:
    """Files that are bundled, each with the folder of the bundle that it goes to.

    Raises
    ------
    FileNotFoundError
        A pattern matches nothing: the program would miss it where it runs.
    """
    found = []
    for pattern in RESOURCES:
        files = sorted(path for path in root.glob(pattern) if path.is_file())
        if not files:
            raise FileNotFoundError(f"nothing to bundle matches {pattern}")
        found += [(str(path), str(path.parent.relative_to(root))) for path in files]
    for path in sorted(root.glob(SOURCES)):
        found.append((str(path), str(Path("sources") / path.parent.relative_to(root))))
    return found


def info_plist(version: str) -> dict[str, object]:
    """What macOS is told of the program: its name, and that project files are its own."""
    return {
        "CFBundleName": "Boxwright",
        "CFBundleDisplayName": "Boxwright",
        "CFBundleShortVersionString": version,
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Boxwright project",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": ["org.boxwright.project"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": "org.boxwright.project",
                "UTTypeDescription": "Boxwright project",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["boxwright"]},
            }
        ],
    }
