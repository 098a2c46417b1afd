"""Understands how to ask a process, from inside its own container, whether it is well.

`gezond.py PAD [POORT]`: exit code 0 when the process answers 200 there. Standard library only and no proxy
settings, since it runs every few seconds beside the process. `/levend`: the process turns; `/gereed`: it has
its part of the work.
"""

import http.client
import sys

POORT = "9400"
WACHT_S = 2.0


def antwoordt(pad: str, poort: int) -> bool:
    """Whether the process on this machine answers 200 on `pad` within two seconds."""
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=WACHT_S)
    try:
        verbinding.request("GET", pad)
        return verbinding.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        verbinding.close()


if __name__ == "__main__":
    sys.exit(0 if antwoordt(sys.argv[1], int((sys.argv[2:] or [POORT])[0])) else 1)
