"""Understands what partners receive."""
