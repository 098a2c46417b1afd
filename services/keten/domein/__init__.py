"""Understands how a verzoek is followed until it is handled.

Pure: no I/O, no clock, no chance, no logging.
"""
