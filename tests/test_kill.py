"""A process that writes sets is killed at random moments; the next reader finds a whole set, old or new."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from extract.sets import LOCK, MANIFEST, STAGE, read_set, write_set

WRITER = """
import itertools, pathlib, sys
from extract.sets import write_set

folder, first = pathlib.Path(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
for number in itertools.count(first):
    names = [f"{n}.csv" for n in range(11)] + ["odd.csv"] * (number % 2)
    write_set(folder, {name: f"{number}\\n".encode() * 500 for name in names})
    print(number, flush=True)
"""
MOMENTS = 50


def test_a_kill_at_any_of_fifty_moments_leaves_a_whole_set(tmp_path: Path) -> None:
    moments, while_writing = random.Random(20241231), 10 * _time_of_a_write(tmp_path / "timed")
    folder, number, torn = tmp_path / "output", -1, 0
    for _ in range(MOMENTS):
        acknowledged = _written_until(moments.uniform(0, while_writing), folder, number + 1)
        number = max(number, acknowledged)
        torn += (folder / STAGE).exists()
        found = read_set(folder)
        assert found.altered == ()
        numbers = {int(data.split()[0]) for data in found.files.values()}
        assert numbers <= {number, number + 1}  # the last set that was acknowledged, or the one after it
        assert len(numbers) == (number >= 0 or bool(found.files))
        number = max(numbers, default=-1)
        odd = {"odd.csv"} if number % 2 and number >= 0 else set()
        assert found.files.keys() == ({f"{n}.csv" for n in range(11)} | odd if number >= 0 else set())
        strangers = {path.name for path in folder.iterdir()} - found.files.keys() - {LOCK, MANIFEST}
        assert not strangers
    assert torn > MOMENTS / 5  # the moments did fall into writing
    assert number > 0


def _time_of_a_write(folder: Path) -> float:
    start = time.perf_counter()
    write_set(folder, {f"{n}.csv": b"0\n" * 500 for n in range(11)})
    return time.perf_counter() - start


def _written_until(moment: float, folder: Path, first: int) -> int:
    """The last set that the writer acknowledged before it was killed, -1 for none."""
    command = [sys.executable, "-c", WRITER, str(folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(moment)
        writer.send_signal(signal.SIGKILL)
        lines = writer.stdout.read().split()
    return int(lines[-1]) if lines else -1
