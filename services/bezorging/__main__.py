"""Understands how to run this process: `python -m bezorging`."""

import sys

from bezorging.samenstelling import start
from keten.platform.proces import begin

if __name__ == "__main__":
    sys.exit(begin("bezorging", start))
