"""Understands a program that starts an embedded Kafka and waits to be killed; a test runs it as a script."""

import sys
from pathlib import Path

from keten.platform.ingebed import IngebedKafka

if __name__ == "__main__":
    kafka = IngebedKafka(Path(sys.argv[1]))
    kafka.start()
    sys.stdout.write(f"{kafka.adres} {kafka.pid}\n")
    sys.stdout.flush()
    sys.stdin.read()
