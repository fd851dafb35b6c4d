"""YAML text -> plain values, the place of each, and problems. The only room that knows the YAML parser.

YAML 1.2's core schema, less what JSON cannot hold: no dates, no yes/no, no sexagesimal, octal, hexadecimal, infinite
or leading-zero numbers; all of those stay text as typed. No tags, no keys that are not text.
"""

import yaml

from octavo.problems import Place, Problem, problem
from octavo.yamltext.compose import Composer, Stopped
from octavo.yamltext.faults import explain, quoted
from octavo.yamltext.marks import Comment, Loc, Mark, Marks


def load(text: str, path: str, line0: int = 0, typed: bool = False) -> tuple[object, Marks, tuple[Problem, ...]]:
    """One YAML document -> its value, the places in it, and problems.

    `line0` is the number of lines before `text` in the file. With `typed`, every scalar stays the text that was typed
    (YAML's failsafe schema): `1.0` is "1.0", `012` is "012"; only an empty one, `~` and `null` are None.
    The value is None when there is an error.
    """
    composer = Composer(text, path, line0, typed)
    root = Mark(line0 + 1, 1, (line0 + 1, 1))
    try:
        value, root = composer.document()
    except Stopped as stopped:
        composer.found.append(stopped.problem)
    except yaml.MarkedYAMLError as error:
        composer.found.append(explain(error, text.split("\n"), path, line0))
    except yaml.YAMLError as error:
        composer.found.append(problem("yaml-syntax", Place(path, line0 + 1), said=error))
    cuts = [cut_text(comment) for comment in composer.comments if comment.surely_text]
    failed = bool(composer.found)
    marks = Marks(path, root, tuple(composer.comments))
    return None if failed else value, marks, (*composer.found, *cuts)


def cut_text(comment: Comment) -> Problem:
    """The warning that a comment took the rest of a text."""
    return problem("comment-cuts-text", comment.place, cut=comment.text)


__all__ = ["Comment", "Loc", "Mark", "Marks", "cut_text", "load", "quoted"]
