"""A set of files in a folder, replaced whole or not at all.

`SHA256SUMS` among the files says what the set is (`sha256sum -c SHA256SUMS` reads it too). A new set is staged in a
folder beside the old files; the staged `SHA256SUMS`, put there last, is the journal: without it the stage is thrown
away, with it every file is moved over its predecessor and the journal becomes the manifest. Either can be done again
after a kill, so a reader that recovers first finds the old set or the new one.

    output/counts.csv …  SHA256SUMS           the set that stands
    output/.baogao-staged/counts.csv …        the next one; void until SHA256SUMS stands here too
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from extract.errors import OutputError, Place

MANIFEST = "SHA256SUMS"
STAGE = ".baogao-staged"
LOCK = ".baogao.lock"
TABLES_OF_A_RUN = "datapackage.json"  # what only a whole run writes
PATIENCE = 30.0  # seconds to wait for another run's lock, which it holds while it writes, not while it reads reports


@dataclass(frozen=True, slots=True)
class FileSet:
    """The files of a set and what is wrong with it: names that are missing or not what the manifest says."""

    files: Mapping[str, bytes]
    altered: tuple[str, ...] = ()


def write_set(folder: Path, files: Mapping[str, bytes]) -> None:
    """The files become the folder's set; raises OutputError and leaves the old set where they cannot."""
    with _output(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            _recover(folder)
            if taken := [name for name in (*files, MANIFEST) if (folder / name).is_dir()]:
                raise IsADirectoryError(f"{taken[0]} is a folder there")
            try:
                _stage(folder / STAGE, files)
            except OSError:
                shutil.rmtree(folder / STAGE, ignore_errors=True)
                raise
            _commit(folder)


def write_apart(folder: Path, files: Mapping[str, bytes]) -> None:
    """As `write_set`, but raises OutputError where the folder holds the tables of a run, which would go."""
    if (folder / MANIFEST).is_file() and TABLES_OF_A_RUN in _sums(folder):
        raise OutputError("the tables of a run stand here", Place(str(folder)), "name another folder with --output")
    write_set(folder, files)


def recover(folder: Path) -> None:
    """Finishes the set that a killed run had committed, or drops what it had only staged."""
    if (folder / STAGE).exists():
        with _output(folder), locked(folder):
            _recover(folder)


def read_set(folder: Path) -> FileSet:
    """The folder's set, recovered and verified; empty where the folder holds none.

    Where the manifest is gone, the `.csv` files that stand there are read and the manifest is named as altered.
    """
    if not folder.is_dir():
        return FileSet({})
    with _output(folder), _locked_if_writable(folder):
        _recover(folder)
        return _verified(folder)


def _verified(folder: Path) -> FileSet:
    if not (folder / MANIFEST).exists():
        strays = {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}
        return FileSet(strays, (MANIFEST,) if strays else ())
    sums = _sums(folder)
    files = {name: (folder / name).read_bytes() for name in sums if (folder / name).is_file()}
    return FileSet(files, tuple(name for name, sha in sums.items() if name not in files or _sha(files[name]) != sha))


def _stage(stage: Path, files: Mapping[str, bytes]) -> None:
    """All files on disk in the stage, then their journal: from its rename on, the set is the new one."""
    stage.mkdir()
    for name, data in files.items():
        write(stage / name, data)
    journal = "".join(f"{_sha(data)}  {name}\n" for name, data in sorted(files.items()))
    write(stage / "journal", journal.encode())
    sync(stage)
    os.replace(stage / "journal", stage / MANIFEST)
    sync(stage)


def _recover(folder: Path) -> None:
    stage = folder / STAGE
    if not stage.exists():
        return
    if (stage / MANIFEST).exists() and _is_whole(folder):
        _commit(folder)
    else:
        shutil.rmtree(stage)


def _is_whole(folder: Path) -> bool:
    """Whether every file of the journal waits in the stage or has already been moved."""
    for name, sha in _sums(folder / STAGE).items():
        places = [path for path in (folder / STAGE / name, folder / name) if path.is_file()]
        if not places or _sha(places[0].read_bytes()) != sha:
            return False
    return True


def _commit(folder: Path) -> None:
    """Moves the staged set over the old one, the manifest last; what the new set no longer has goes."""
    stage = folder / STAGE
    new = _sums(stage)
    for name in new:
        if (stage / name).exists():
            os.replace(stage / name, folder / name)
    for name in (_sums(folder) if (folder / MANIFEST).exists() else {}).keys() - new.keys():
        (folder / name).unlink(missing_ok=True)
    sync(folder)
    os.replace(stage / MANIFEST, folder / MANIFEST)
    sync(folder)
    shutil.rmtree(stage)


def _sums(folder: Path) -> dict[str, str]:
    """File name to sha256, from the manifest; a line that names no plain file is left out."""
    lines = (folder / MANIFEST).read_text(encoding="utf-8", errors="replace").splitlines()
    parts = (line.partition("  ") for line in lines)
    return {name: sha for sha, _, name in parts if name and Path(name).name == name}


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write(path: Path, data: bytes) -> None:
    """The file, on disk when this returns."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """The folder's entries, on disk when this returns; Windows knows no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _output(folder: Path) -> Iterator[None]:
    """What the system refuses inside becomes an OutputError that names the folder."""
    try:
        yield
    except Timeout:
        raise OutputError("another run is writing there", Place(str(folder)), "wait for it and try again") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"cannot keep the tables here ({reason})", Place(str(folder)), _advice(error)) from error


def _advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "make room on the disk and run again"
    return "name a folder that can be written with --output"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder for this run alone."""
    with FileLock(folder / LOCK, timeout=PATIENCE):
        yield


@contextmanager
def _locked_if_writable(folder: Path) -> Iterator[None]:
    """Readers lock too, so that no set changes under them; where nobody may write, nothing changes."""
    if os.access(folder, os.W_OK):
        with locked(folder):
            yield
    else:
        yield
