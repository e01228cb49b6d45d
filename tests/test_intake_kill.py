"""A process that adds reports is killed at random moments; the next call finds texts and list together."""

import contextlib
import random
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from extract.errors import OutputError
from extract.intake import shelf
from extract.intake.sources import Entry, entries_in

WRITER = """
import itertools, pathlib, sys
from hashlib import sha256
from extract.intake import shelf
from extract.intake.sources import Entry

folder, first = pathlib.Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
for number in itertools.count(first):
    text = f"{number}\\n".encode() * 500
    with shelf.opened(folder):
        shelf.put(folder, Entry(f"{number:05}", "-", "", "txt", "", sha256(text).hexdigest(), "", ""), text)
    print(number, flush=True)
"""
MOMENTS = 20


def _entry(id_: str, text: bytes) -> Entry:
    return Entry(id_, "-", "", "txt", "", sha256(text).hexdigest(), "", "")


def test_a_kill_at_any_of_twenty_moments_leaves_texts_and_list_together(tmp_path: Path) -> None:
    moments, while_adding = random.Random(2026), 10 * _time_of_an_addition(tmp_path / "timed")
    folder, number, torn = tmp_path / "raw", -1, 0
    for _ in range(MOMENTS):
        acknowledged = _added_until(moments.uniform(0, while_adding), folder, number + 1)
        torn += any((folder / name).exists() for name in (shelf.ADDED, shelf.LIST))
        with shelf.opened(folder):
            pass
        entries = entries_in(folder)
        texts = {path.stem: sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.txt")}
        assert {entry.id: entry.text_sha256 for entry in entries} == texts
        assert {path.name for path in folder.iterdir()} <= {f"{id_}.txt" for id_ in texts} | {"sources.csv", ".baogao.lock"}
        assert acknowledged <= len(texts) - 1 <= max(number, acknowledged) + 1
        number = len(texts) - 1
    assert torn > MOMENTS / 5  # the moments did fall into adding
    assert number > 0


def _time_of_an_addition(folder: Path) -> float:
    start = time.perf_counter()
    with shelf.opened(folder):
        shelf.put(folder, _entry("2026", b"text"), b"text")
    return time.perf_counter() - start


def _added_until(moment: float, folder: Path, first: int) -> int:
    """The last report that the writer acknowledged before it was killed, -1 for none."""
    command = [sys.executable, "-c", WRITER, str(folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(moment)
        writer.send_signal(signal.SIGKILL)
        lines = writer.stdout.read().split()
    return int(lines[-1]) if lines else -1


@pytest.mark.parametrize("step", range(3))
def test_a_stop_after_each_step(step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text alone is dropped, the text with its line is moved."""
    text, done = "甲\n".encode(), []

    def stopping(source: Path, target: Path) -> None:
        if len(done) == step:
            raise KeyboardInterrupt
        done.append(target)
        source.rename(target)

    with monkeypatch.context() as patched, contextlib.suppress(KeyboardInterrupt), shelf.opened(tmp_path):
        patched.setattr("extract.intake.shelf.os.replace", stopping)
        shelf.put(tmp_path, _entry("2026", text), text)
    assert len(done) == step
    with shelf.opened(tmp_path):
        found = {path.name for path in tmp_path.iterdir()} - {".baogao.lock"}
    assert found == ({"2026.txt", "sources.csv"} if step else set())


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "raw").write_text("")
    with pytest.raises(OutputError) as refused, shelf.opened(tmp_path / "raw"):
        pass
    assert str(refused.value) == f"{tmp_path / 'raw'}: cannot keep the report here (File exists); name another with --raw"
