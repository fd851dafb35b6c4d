"""The guide's chapter on brands has every key and every token that a designer may set."""

import re

from octavo.brandprint import Octavo
from octavo.colours import ROLES
from octavo.defaults import DEFAULTS

CHAPTER = (DEFAULTS / "content/octavo-guide/chapters/07-brands.md").read_text("utf-8")
SET = re.compile(r"(--[a-z][\w-]*):")
FOLLOWING = {"--page-w", "--page-h", "--page-mb", "--text-h", "--leading", "--fit"}
"""Tokens that the paper, the other tokens or the copy-fitter decide."""


def named(pattern: str) -> set[str]:
    return set(re.findall(rf"`({pattern})`", CHAPTER))


def test_every_key_stands_in_the_chapter() -> None:
    keys: set[str] = set()
    for name, field in Octavo.model_fields.items():
        keys.add(field.alias or name)
        keys |= set(getattr(field.annotation, "model_fields", ()))
    assert keys - named(r"[a-z-]+") == set()


def test_every_role_stands_in_the_chapter() -> None:
    assert set(ROLES) - named(r"[a-z0-9-]+") == set()


def test_every_token_stands_in_the_chapter_and_no_other() -> None:
    scale, roles = ((DEFAULTS / f"styles/tokens/{name}.css").read_text("utf-8") for name in ("scale", "roles"))
    colours = {f"--{role}" for role in ROLES}
    tokens = {*SET.findall(scale), *SET.findall(roles)} - colours - FOLLOWING
    assert named(r"--[a-z0-9-]+") - {"--title"} == tokens  # an option of a command, no token
