"""Understands that the embedded Kafka is not there, and says why."""


class IngebedKafkaError(Exception):
    """The embedded Kafka could not be fetched, started or kept; the text holds its log's tail."""
