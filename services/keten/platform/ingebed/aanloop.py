"""Understands how a child dies with its parent: asks the kernel for it, then becomes the given command.

Run as a script: `python aanloop.py PARENT-PID COMMAND ...`. A step of its own since the request has to be
made by the child itself, and code between fork and exec in a process with threads is not safe. Linux only;
elsewhere it changes nothing, and the next start of the same folder ends what was left.
"""

import os
import sys

PR_SET_PDEATHSIG = 1
SIGKILL = 9


def hoofd() -> None:
    """Bind this process to its parent's life and become the command."""
    ouder = int(sys.argv[1])
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
        if os.getppid() != ouder:  # it died before the request was made
            sys.exit(1)
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606


if __name__ == "__main__":
    hoofd()
