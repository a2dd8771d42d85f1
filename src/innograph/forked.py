"""A copy of this process that does something of its own: it has all that this one has loaded, and can be ended."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress

#: Seconds between two looks at whether it has ended.
_LOOK = 0.01


def can_fork(beside_threads: bool = False) -> bool:
    """Whether a copy of this process can go on by itself: not on systems that have threads of their own in a process,
    nor where other threads may hold what it needs. `beside_threads`: it needs nothing that the build's own may hold.
    """
    return sys.platform == "linux" and (beside_threads or threading.active_count() == 1)


def _end_with(parent: int) -> None:
    """Have this process killed when the one that began it is gone, however that ends: it may hold its locks."""
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)


class Forked:
    """The copy, with as much of `subprocess.Popen` as is asked of it here."""

    def __init__(self, do: Callable[[], object]) -> None:
        """Begin; the copy ends with `do`, with exit code 0 unless that raises. Raises OSError."""
        self.returncode: int | None = None
        parent = os.getpid()
        with warnings.catch_warnings():
            # Threads of a store are none of the copy's business: it calls nothing of the store's.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if self.pid:
            return
        status = 1
        try:
            _end_with(parent)
            gc.freeze()  # what was there before is not looked through for garbage, so its pages stay shared
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.setsid()  # a Ctrl-C at the terminal is the build's to handle
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            do()
            status = 0
        finally:
            os._exit(status)

    def poll(self) -> int | None:
        """The exit code (negative: the signal that ended it), None while it works."""
        return self._look(os.WNOHANG)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, when it has ended. Raises subprocess.TimeoutExpired."""
        if timeout is None:
            while (code := self._look(0)) is None:
                pass
            return code
        end = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("a copy of this process", timeout)
            time.sleep(_LOOK)
        return code

    def kill(self) -> None:
        """End it."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def _look(self, options: int) -> int | None:
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, options)
            except ChildProcessError:
                self.returncode = 0  # somebody else has waited for it
            else:
                if pid:
                    self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode
