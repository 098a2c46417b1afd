"""Understands the proof that nothing was lost, doubled or changed: sums over the log of a live chain."""
