"""Understands a real Kafka that needs nothing but Python: for demo and tests, never for production."""

from keten.platform.ingebed.broker import IngebedKafka
from keten.platform.ingebed.fouten import IngebedKafkaError

__all__ = ["IngebedKafka", "IngebedKafkaError"]
