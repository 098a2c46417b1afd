"""Understands what travels between our own processes, and how states are kept."""
