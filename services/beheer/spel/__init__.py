"""Understands the demo: the cases, played on a real Kafka by real partners, on a clock that jumps."""
