"""Understands every message by its model: what partners send, what they get, and what travels inside."""
