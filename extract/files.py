"""One file, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from extract.errors import OutputError, Place


def write_file(path: Path, data: bytes) -> None:
    """The bytes become the file, on disk; where they cannot, the old file stays and OutputError says why."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path.resolve(), data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"cannot write the file ({reason})", Place(str(path)), "name one that can be written") from error


def _replace(path: Path, data: bytes) -> None:
    """Written beside its place and moved there, with the rights that the old file has."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
