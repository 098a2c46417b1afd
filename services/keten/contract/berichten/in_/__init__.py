"""Understands what partners send."""
