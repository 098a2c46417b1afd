"""Understands vraagopvolging: every fact about a verzoek goes through the core, in one order."""
