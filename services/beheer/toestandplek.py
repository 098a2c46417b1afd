"""Understands where the tracker keeps its state: what a repair, a trail and a replay look at."""

from __future__ import annotations

from typing import Final

from keten.contract.leesgroepen import LEESGROEPEN

APP: Final = LEESGROEPEN["vraagopvolging"][0]
CHANGELOG: Final = f"{APP}-toestand-changelog"
CHANGELOG_BEZORGING: Final = f"{LEESGROEPEN['bezorging'][0]}-toestand-changelog"
