"""Understands the launcher: standard library only, since it runs before anything is installed."""
