"""templates/ + styles/ + Brand -> Design: a Jinja environment and the style sheets of one brand."""

import difflib
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import jinja2
from jinja2.bccache import Bucket
from jinja2.runtime import Macro

from octavo.brand import Brand, load_brand
from octavo.brandtemplates import own_templates
from octavo.content import as_problem
from octavo.files import PACKAGED, FileMissing, FileRefused, Files
from octavo.problems import Place, Problem, Rejected, problem
from octavo.stylesheet import Medium, Stylesheet, bundle
from octavo.utf8 import NotText

NONE: Mapping[str, str] = MappingProxyType({})


class WorkspaceLoader(jinja2.BaseLoader):
    """Finds templates through Files, so that a build knows which it read. `own` are the brand's, name -> path."""

    def __init__(self, files: Files, own: Mapping[str, str] = NONE) -> None:
        self._files, self._own = files, own

    def get_source(self, _environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = self._own.get(template, f"templates/{template}")
        try:
            return self._files.text(path), path, lambda: True
        except FileMissing:
            raise jinja2.TemplateNotFound(template) from None


class KeptTemplates(jinja2.FileSystemBytecodeCache):
    """Compiled templates, each in a file that says of what source it is. A disk that refuses it is no fault."""

    def __init__(self, folder: Path) -> None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@dataclass(frozen=True)
class Design:
    """How briefs of one brand look. `files` is where styles and templates are read from; `own` are the brand's own
    templates, name -> path."""

    files: Files
    brand: Brand
    environment: jinja2.Environment
    own: Mapping[str, str] = field(default_factory=dict)

    def stylesheet(self, medium: Medium, paper: str | None) -> Stylesheet:
        """All CSS for "print", "screen" or "epub" in one sheet; `paper` is "letter" or "a4", None for the brand's."""
        return bundle(self.files, medium, self.brand, paper or self.brand.paper)

    def draw(self, template: str, **values: object) -> str:
        """Fill a template. A fault in it raises Rejected with the template's own file and line."""
        with self._told(template):
            return self.environment.get_template(template).render(**values)

    def component(self, name: str, /, **values: object) -> str:
        """Call the macro of templates/components/<name>.html; its parameters are named there."""
        template = f"components/{name}.html"
        with self._told(template):
            source = self.environment.get_template(template)
            macro = getattr(source.module, name, None)
            if not isinstance(macro, Macro):
                raise jinja2.TemplateSyntaxError(f'it has no macro "{name}"', 1, template, source.filename)
            given = [] if macro.catch_kwargs else [word for word in values if word not in macro.arguments]
            if given:
                reason = f'its macro "{name}" does not take "{given[0]}", which it is given'
                raise jinja2.TemplateSyntaxError(reason, 1, template, source.filename)
            return str(macro(**values))

    @contextmanager
    def _told(self, template: str) -> Iterator[None]:
        """What goes wrong in a template is its author's to mend, and raises Rejected; what does elsewhere, passes."""
        try:
            yield
        except jinja2.TemplateError as error:
            raise Rejected((template_problem(error, template),)) from error
        except Rejected:
            raise
        except Exception as error:
            place = _innermost(error)
            if place is None or not (isinstance(error, RecursionError) or place.path in self.own.values()):
                raise
            reason = "it is drawn within itself" if isinstance(error, RecursionError) else str(error)
            raise Rejected((problem("template-error", place, reason=reason),)) from error


def load_design(files: Files, brand: str, kept: Path, named: Place | None = None) -> tuple[Design, tuple[Problem, ...]]:
    """Read the brand and set up Jinja, which keeps compiled templates below `kept`. Raises Rejected when the brand
    cannot be used; `named` is where its author asks for it."""
    read, found = load_brand(files, brand, named)
    if read is None:
        raise Rejected(found)
    own, said = own_templates(files, read.name)
    environment = jinja2.Environment(
        loader=WorkspaceLoader(files, own),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=KeptTemplates(kept / "templates"),
    )
    return Design(files, read, environment, own), (*found, *said, *_unread(environment, own))


def _unread(environment: jinja2.Environment, own: Mapping[str, str]) -> Iterator[Problem]:
    """What keeps a brand's own templates from being read: all of them, whether this brief is drawn with them or not."""
    for name, path in own.items():
        try:
            environment.get_template(name)
        except jinja2.TemplateError as error:
            yield template_problem(error, name)
        except (FileRefused, NotText) as error:
            yield as_problem(error, Place(path))


def template_problem(error: jinja2.TemplateError, template: str) -> Problem:
    """Where in which template a Jinja error lies, and the nearest name to an undefined one."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = Place(error.filename or f"templates/{error.name or template}", error.lineno)
        return problem("template-error", place, reason=error.message or "syntax error")
    if isinstance(error, jinja2.TemplateNotFound):
        return problem("template-missing", _frame(error, template), value=error.name or template)
    return problem("template-error", _frame(error, template), reason=_with_nearest(error))


def _frame(error: BaseException, template: str) -> Place:
    """The innermost template line of a traceback."""
    return _innermost(error) or Place(f"templates/{template}")


def _innermost(error: BaseException) -> Place | None:
    """The innermost line of a traceback that is a template's, if one is."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(PACKAGED)]
    return Place(frames[-1].filename, frames[-1].lineno or 0) if frames else None


NO_ATTRIBUTE = re.compile(r"'(?P<module>[\w.]+)\.(?P<kind>\w+) object' has no attribute '(?P<name>\w+)'")


def _with_nearest(error: BaseException) -> str:
    """Jinja's words; for an attribute that a value of ours does not have, the nearest that it has."""
    words = str(error)
    match = NO_ATTRIBUTE.search(words)
    if not match:
        return words
    kind = getattr(sys.modules.get(match["module"]), match["kind"], None)
    known = {*getattr(kind, "__annotations__", ()), *(n for n in dir(kind) if not n.startswith("_"))}
    close = difflib.get_close_matches(match["name"], sorted(known), 1)
    what = f'a {match["kind"].lower()} has no "{match["name"]}"'
    return f'{what}; did you mean "{close[0]}"?' if close else what
