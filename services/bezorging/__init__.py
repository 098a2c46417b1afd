"""Understands bezorging: each receiver gets what it may see, in one order, and we know when it read it."""
