"""Understands how to run this process: `python -m inname`."""

import sys

from inname.samenstelling import start
from keten.platform.proces import begin

if __name__ == "__main__":
    sys.exit(begin("inname", start))
