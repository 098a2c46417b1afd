"""Understands what partners send: judges each record once, and turns it into a fact or a rejection."""
