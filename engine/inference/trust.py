"""What a model could do on its own. A model is a program: this is told before anything of it is loaded."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from engine.data.model import ModelFacts, ModelSpec
from engine.data.sentence import sentence
from engine.errors import UserError
from engine.inference.keras_file import KerasFile, read_keras_file
from engine.inference.model_files import GRAPH, HDF5, KERAS, PICKLES, TFLITE, files_of, kind_of
from engine.inference.saved_model_file import operations
from engine.inference.tflite_file import POST_PROCESS, read_facts

_READS = frozenset(
    {
        "ReadFile", "MatchingFiles", "WholeFileReader", "WholeFileReaderV2", "TextLineReader", "TextLineReaderV2",
        "TextLineDataset", "FixedLengthRecordReader", "FixedLengthRecordReaderV2", "FixedLengthRecordDataset",
        "FixedLengthRecordDatasetV2", "TFRecordReader", "TFRecordReaderV2", "TFRecordDataset", "TFRecordDatasetV2",
        "IdentityReader", "IdentityReaderV2", "CSVDataset", "CSVDatasetV2", "SqlDataset", "LoadDataset",
        "LMDBDataset", "ExperimentalLMDBDataset", "LMDBReader",
        "LoadAndRemapMatrix", "ImportEvent", "InitializeTableFromTextFile", "InitializeTableFromTextFileV2",
    }
)  # fmt: skip
_WRITES = frozenset(
    {
        "WriteFile", "SaveDataset", "SaveDatasetV2", "SnapshotDataset", "SnapshotDatasetV2", "DatasetToTFRecord",
        "CreateSummaryFileWriter", "CreateSummaryDbWriter", "DebugIdentity", "DebugIdentityV2", "DebugIdentityV3",
        "PrintV2", "FileSystemSetConfiguration",
    }
)  # fmt: skip
_PRINTS = frozenset({"PrintV2"})
"""Writes a file only where it names one."""
_RUNS = frozenset({"PyFunc", "PyFuncStateless", "EagerPyFunc"})
_CONNECTS = frozenset(
    {"RpcCall", "RpcClient", "RpcServer", "RegisterDatasetV2", "RegisterDataset", "DataServiceDataset",
     "DataServiceDatasetV2", "DataServiceDatasetV3", "DataServiceDatasetV4"}
)  # fmt: skip
_SAVES = frozenset({"SaveV2", "Save", "SaveSlices", "MergeV2Checkpoints"})
_RESTORES = frozenset({"RestoreV2", "Restore", "RestoreSlice"})
"""Every SavedModel saves and restores its own variables, in functions of these names."""
_CHECKPOINT_FUNCTIONS = ("traced_save", "traced_restore")


def examine(spec: ModelSpec) -> ModelFacts:
    """Hash a model and look for what in it could act on its own.

    Raises
    ------
    UserError
        There is no such model, or it cannot be read.
    """
    path = spec.path
    files = tuple(files_of(path))
    if spec.adapter is not None:
        files += ((spec.adapter.name, spec.adapter),)
    digest, size = hashlib.sha256(), 0
    for name, file in files:
        try:
            length = file.stat().st_size
            digest.update(f"{name}\0{length}\0".encode())
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(
                f"the model cannot be read ({reason})", source=file, remedy="Check the path"
            ) from error
        size += length
    return ModelFacts(digest.hexdigest(), kind_of(path), size, dangers(spec))


def dangers(spec: ModelSpec) -> tuple[str, ...]:
    """What in a model could act on its own, one sentence each; without hashing it.

    Raises
    ------
    UserError
        It cannot be read.
    """
    told = list(_untrusted(spec))
    if (spec.path / GRAPH).is_file():
        told += _of_graph(spec.path / GRAPH)
    elif spec.path.suffix.lower() == TFLITE:
        custom = read_facts(_read(spec.path)).custom_operators
        unknown = sorted({name for name in custom if name != POST_PROCESS and not name.startswith("Flex")})
        if unknown:
            told.append(
                sentence(
                    "Danger",
                    "It needs operators that are not TFLite's own: {names}.",
                    names=", ".join(unknown),
                )
            )
        told += _of_operations({name.removeprefix("Flex") for name in custom if name.startswith("Flex")})
    return tuple(told)


def refuse_untrusted(spec: ModelSpec) -> None:
    """See that nothing in a model runs code of its own, unless somebody said that it may.

    Raises
    ------
    UserError
        Something would, and the model is not trusted.
    """
    if spec.trusted:
        return
    for danger in _untrusted(spec):
        raise UserError(
            f"the model may run code of its own. {danger.rstrip('.')}",
            source=spec.adapter or spec.path,
            remedy="If you know where it comes from, say that you trust it and run it again",
        )


def _untrusted(spec: ModelSpec) -> Iterator[str]:
    """What of a model is code by itself, and is not loaded without trust."""
    suffix = spec.path.suffix.lower()
    if spec.adapter is not None:
        yield sentence("Danger", "The adapter {name} is a Python program.", name=spec.adapter.name)
    if suffix in PICKLES:
        yield sentence("Danger", "A pickle runs whatever code it holds as soon as it is read.")
    elif suffix in HDF5:
        yield sentence("Danger", "A model in HDF5 may hold layers whose code runs as soon as it is read.")
    elif suffix == KERAS and spec.path.is_file():
        yield from _of_keras(read_keras_file(spec.path), spec.path)


def _of_keras(file: KerasFile, path: Path) -> Iterator[str]:
    if file.lambdas:
        names = ", ".join(sorted(set(file.lambdas)))
        yield sentence("Danger", "It holds Python code in Lambda layers: {names}.", names=names)
    if file.foreign:
        names = ", ".join(file.foreign)
        yield sentence("Danger", "It is made with code that is not Keras's own: {names}.", names=names)
    with zipfile.ZipFile(path) as archive:
        pickles = [name for name in file.members if _is_pickle(archive, name)]
    if pickles:
        yield sentence("Danger", "There are pickles in it: {names}.", names=", ".join(pickles))


def _is_pickle(archive: zipfile.ZipFile, name: str) -> bool:
    if Path(name).suffix.lower() in PICKLES:
        return True
    with archive.open(name) as content:
        start = content.read(2)
    # Protocols 2 to 5 begin so.
    return len(start) == 2 and start[0] == 0x80 and 2 <= start[1] <= 5


def _of_graph(path: Path) -> list[str]:
    data = _read(path)
    try:
        found = {
            operation
            for function, operation in operations(data)
            if operation not in _SAVES | _RESTORES or not (function == "" or _is_checkpoint(function))
        }
    except ValueError as error:
        return [sentence("Danger", "What is in it cannot be told: {reason}.", reason=str(error))]
    if b"file://" not in data:
        found -= _PRINTS
    return _of_operations(found)


def _is_checkpoint(function: str) -> bool:
    return any(name in function for name in _CHECKPOINT_FUNCTIONS)


def _of_operations(found: set[str]) -> list[str]:
    def there(operations: frozenset[str]) -> str:
        return ", ".join(sorted(operations & found))

    told: list[str] = []
    if names := there(_RUNS):
        told.append(sentence("Danger", "It calls Python code: {names}.", names=names))
    if names := there(_WRITES | _SAVES):
        told.append(sentence("Danger", "It can write files: {names}.", names=names))
    if names := there(_READS | _RESTORES):
        told.append(sentence("Danger", "It can read files: {names}.", names=names))
    if names := there(_CONNECTS):
        told.append(sentence("Danger", "It can connect to other computers: {names}.", names=names))
    # A package's own operations have its name before them.
    if names := there(frozenset(name for name in found if ">" in name)):
        told.append(
            sentence("Danger", "It needs operations that are not TensorFlow's own: {names}.", names=names)
        )
    return told


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the model cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
