"""Markdown in fields -> inlines and blocks. No note may be called there: the text also stands where no note can."""

from octavo.blocks import Blocks, Inlines, NoteRef
from octavo.content import Front
from octavo.markdown import read, read_inline
from octavo.problems import Problem, problem
from octavo.walk import every
from octavo.yamltext import Loc


class Words:
    """Reads the texts of one file's fields; `problems` fills up on the way."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.problems: list[Problem] = []

    def inlines(self, text: str, *loc: str | int) -> Inlines:
        """A passage of one paragraph; () for a text that is not given."""
        if not text:
            return ()
        inlines, said = read_inline(text, self.front.marks.text_place(loc))
        self.problems += said
        self._refuse_notes(inlines, loc)
        return inlines

    def blocks(self, text: str, *loc: str | int) -> Blocks:
        """A text of any length; () for a text that is not given."""
        if not text:
            return ()
        body, said = read(text, self.front.path, self.front.marks.text_place(loc).line - 1)
        self.problems += said
        self._refuse_notes((body.blocks, body.notes), loc)
        return body.blocks

    def _refuse_notes(self, value: object, loc: Loc) -> None:
        for call in every(NoteRef, value):
            self.problems.append(problem("note-in-field", call.place, field=str(loc[0])))
