"""Strangers' bytes are touched only in a process of their own, with little time and memory and no right to write.

parent                                    child: python -m extract.intake.confined JOB
{"suffix": ".docx"} newline, the file --> run
<-- {"value": …} newline, bytes           or {"fault": "InputError", "message": …, "advice": …}
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from extract.errors import BaogaoError, InputError, UsageError

Value = Mapping[str, Any]
Job = Callable[[Value, bytes], tuple[Value, bytes]]

MEMORY = 150 << 20  # bytes of data; with the interpreter's own pages below 200 MB
PROCESSOR = 5  # seconds of work, however long a busy machine takes over them
_FAULTS = {"InputError": InputError, "UsageError": UsageError}


@dataclass(frozen=True, slots=True)
class Told:
    """What a job says when it is late, and when the child dies or fails."""

    late: str
    broken: str
    advice: str


def confined(job: str, value: Value, data: bytes, seconds: float, told: Told) -> tuple[Value, bytes]:
    """What the job gives; raises what it refuses, and InputError where it is late, dies or asks for too much memory."""
    command = [sys.executable, "-P", "-m", __name__, job]
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    head = json.dumps(dict(value)).encode() + b"\n"
    try:
        done = subprocess.run(command, input=head + data, capture_output=True, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(told.late, advice=told.advice) from None
    answer, _, payload = done.stdout.partition(b"\n")
    if done.returncode == -getattr(signal, "SIGXCPU", 0):
        raise InputError(told.late, advice=told.advice)
    if done.returncode or not answer:
        raise InputError(told.broken, advice=told.advice)
    said: dict[str, Any] = json.loads(answer)
    if fault := said.get("fault"):
        raise _FAULTS[fault](said["message"], advice=said["advice"])
    return said["value"], payload


def main(job: Job) -> None:
    """The child: limits itself, does the job on standard input, and writes its answer."""
    _limit()
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    try:
        value, payload = job(json.loads(head), data)
        answer: Value = {"value": dict(value)}
    except BaogaoError as error:
        answer = {"fault": type(error).__name__, "message": error.message, "advice": error.advice}
        payload = b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + payload)


def _limit() -> None:
    """Little memory, no file that grows, no core; where the system knows no such limits, the time alone is one."""
    try:
        import resource
    except ImportError:
        return
    limits = {
        resource.RLIMIT_DATA: MEMORY,
        resource.RLIMIT_CPU: PROCESSOR,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, limit in limits.items():
        most = resource.getrlimit(what)[1]
        resource.setrlimit(what, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


def _job(name: str) -> Job:
    if name == "fetch":
        from extract.intake.web import fetch_job

        return fetch_job
    from extract.intake.convert import convert_job

    return convert_job


if __name__ == "__main__":
    main(_job(sys.argv[1]))
