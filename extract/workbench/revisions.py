"""Rules by name: a folder that holds them, or the `rules/` of a git revision, laid out in a folder for as long as asked."""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.errors import RuleError, RulesError, UsageError
from extract.rules import RuleSet, default_folder, load_rules

WORKING = "."
ADVICE = "give a folder of rules or a revision of the repository where you stand, such as HEAD"


@contextmanager
def rules_folder(name: str) -> Iterator[Path]:
    """The folder of rules of that name; raises UsageError where it is neither a folder with rules nor a revision.

    `.` is the folder of rules that the other commands would take; a folder may hold the rule files or a `rules/` that does.
    """
    if name == WORKING:
        yield default_folder()
    elif Path(name).is_dir():
        yield _holding(Path(name))
    else:
        with TemporaryDirectory(prefix="baogao-rules-") as place:
            _unpack(_archive(name), Path(place))
            yield _holding(Path(place))


def rules_of(name: str, folder: Path) -> RuleSet:
    """The rules in the folder of that name; raises RulesError whose places begin with the name, `HEAD:counts.toml:12`."""
    try:
        return load_rules(folder)
    except RulesError as error:
        faults = (RuleError(f.message, replace(f.place, file=f"{name}:{f.place.file}"), f.advice) for f in error.faults)
        raise RulesError(tuple(faults)) from error


def _holding(folder: Path) -> Path:
    for place in (folder, folder / "rules"):
        if any(place.glob("*.toml")):
            return place
    raise UsageError(f"no rule file (*.toml) in {folder}", advice=ADVICE)


def _archive(revision: str) -> bytes:
    """A tar of the revision's `rules/`, as seen from the folder where the user stands."""
    if revision.startswith("-") or not _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", asked=revision):
        raise UsageError(f"{revision!r} is neither a folder nor a git revision", advice=ADVICE)
    tar = _git("archive", "--format=tar", revision, "rules", asked=revision)
    if not tar:
        raise UsageError(f"the revision {revision} has no folder rules/ here", advice=ADVICE)
    return tar


def _git(*arguments: str, asked: str) -> bytes:
    """What git says, nothing where it refuses; raises UsageError where there is no git."""
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout
    except subprocess.CalledProcessError:
        return b""
    except OSError as error:
        message = f"{asked!r} is no folder, and no git is here that could know it as a revision"
        raise UsageError(message, advice="give a folder of rules, or install git") from error


def _unpack(tar: bytes, place: Path) -> None:
    """The archive's plain files; git lets no name lead out of the folder."""
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        for member in archive:
            if (content := archive.extractfile(member)) is not None:
                path = place / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
