"""Understands how to run this process: `python -m vraagopvolging`."""

import sys

from keten.platform.proces import begin
from vraagopvolging.samenstelling import start

if __name__ == "__main__":
    sys.exit(begin("vraagopvolging", start))
