"""The commands: what they take, what they import, and the exit codes they end with."""

import errno
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from invoke.collection import Collection
from invoke.program import Program

from octavo import cli, press, starter
from octavo.problems import CATALOGUE, Place, Problem, Rejected
from octavo.report import BriefResult, BuildReport, Misuse, Unready

ROOT = Path(__file__).resolve().parents[1]
COLLECTION = Collection.from_module(importlib.import_module("tasks"))
CONTEXTS = {str(context.name): context for context in COLLECTION.to_contexts()}
BROKEN = Problem("unknown-field", Place("content/a/brief.md", 4, 1), '"sumary" is not a field', "")


def invoke(*words: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `invoke` as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", "--search-root", str(ROOT), *words],
        cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def imported(*words: str, root: Path = ROOT) -> set[str]:
    """The modules that a command imports."""
    code = (
        "import runpy, sys\n"
        f"sys.argv = ['invoke', '--search-root', {str(root)!r}, *{list(words)!r}]\n"
        "try:\n    runpy.run_module('invoke', run_name='__main__')\n"
        "except SystemExit:\n    pass\n"
        "print('MODULES', *sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("MODULES")[2].split())


@pytest.mark.parametrize("name", sorted(CONTEXTS))
def test_a_task_takes_options_only_and_explains_each(name: str) -> None:
    assert CONTEXTS[name].positional_args == []
    assert [argument.name for argument in CONTEXTS[name].args.values() if not argument.help] == []
    summary = (COLLECTION[name].__doc__ or "").strip()
    assert summary
    assert "\n" not in summary


def test_the_short_options_are_these() -> None:
    letters = {
        name: " ".join(sorted(f"-{short}" for a in context.args.values() for short in a.names if len(short) == 1))
        for name, context in CONTEXTS.items()
    }
    assert letters == {
        "bench": "-o -r",
        "brand.export": "-b -f -o",
        "brand.import": "-f -n -r",
        "brand.lab": "-b -o",
        "brand.list": "-j",
        "brand.new": "-f -n -t",
        "build": "-b -d -f -j -o -r -s",
        "check": "-b -e -f -i -j -n -o -r -s -u",
        "clean": "-o",
        "distribute.copies": "-b -c -e -j -l -u",
        "distribute.plan": "-a -b -c -e -f -l -m -n -o -q -s -v",
        "distribute.resolve": "-a -b -c -l -m -w",
        "distribute.send": "-b -c -d -l -m -o -p -q -w",
        "distribute.status": "-b -c -e -j -l",
        "distribute.suppress": "-i -l -m -w",
        "distribute.verify": "-f -l -p",
        "doctor": "-j",
        "explain": "-c",
        "lint": "",
        "list": "-j",
        "new": "-b -i -t",
        "proof": "-a -b -j -r -s",
        "publish": "-c -p -t",
        "release": "-b -e -j -l -v",
        "schema": "-j",
        "serve": "-b -p -r",
        "test": "-f -j",
    }


@pytest.mark.parametrize("name", sorted(CONTEXTS))
def test_help_is_help_and_not_a_value(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        Program(namespace=COLLECTION, binary="invoke", version="3").run(["invoke", name, "--help"])
    assert left.value.code == 0
    assert f"[--core-opts] {name} " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("build", "--nope"), "No idea what '--nope' is! ./invoke --list names the tasks"),
        (("biuld",), "No idea what 'biuld' is!"),
        (("build", "us-mexico-security"), "No idea what 'us-mexico-security' is!"),
        (("explain",), "name the message: --code no-transcript"),
        (("check", "--report", "content"), "content is a folder; name a file in it"),
        (("build", "--jobs", "many"), '--jobs takes a number from 1 to 999, not "many"'),
        (("new", "--type", "breif"), 'there is no type "breif" to start from; did you mean "brief"?'),
        (("new", "--brief", "../up"), '"../up" cannot be a folder\'s name in content/'),
        (("new", "--brief", "octavo-guide"), "content/octavo-guide is there already"),
    ],
)
def test_a_wrong_command_exits_2_with_a_line(words: tuple[str, ...], said: str) -> None:
    done = invoke(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_listing_and_help_import_only_what_invoke_and_the_standard_library_bring(tmp_path: Path) -> None:
    (tmp_path / "tasks.py").write_text("from invoke.tasks import task\n\n\n@task\ndef build(c):\n    pass\n")
    for words in (("--list",), ("build", "--help")):
        more = imported(*words) - imported(*words, root=tmp_path)
        assert {name for name in more if name.startswith("octavo")} == {
            "octavo",
            "octavo.tasks",
            *(f"octavo.tasks.{one}" for one in ("brands", "members", "options", "press", "site")),
        }
        assert {name.partition(".")[0] for name in more} - {"octavo"} <= sys.stdlib_module_names


def test_the_doctor_imports_no_heavy_library() -> None:
    assert not imported("doctor") & {"weasyprint", "pydantic", "jinja2", "markdown_it", "vl_convert", "babel", "lxml"}


def test_the_doctor_speaks_json() -> None:
    done = invoke("doctor", "--json")
    document = json.loads(done.stdout)
    assert document["exit"] == done.returncode == 0
    assert {finding["name"]: finding["state"] for finding in document["findings"]}["Pango"] == "ready"


def test_the_schemas_are_written_and_editors_are_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        cli.describe_fields(tmp_path, False)
    assert left.value.code == 0
    written = tmp_path / ".octavo" / "schemas"
    assert {"title", "dek", "takeaways"} <= set(json.loads((written / "brief.json").read_text())["properties"])


def test_the_schemas_are_one_document_on_request() -> None:
    said = json.loads(invoke("schema", "--json").stdout)
    assert sorted(said) == [
        "brand.json", "brief.json", "chapter.json", "house.json", "people.json", "publisher.json", "style.json",
        "waivers.json",
    ]  # fmt: skip
    assert {"title", "dek", "takeaways"} <= set(said["brief.json"]["properties"])


def test_the_list_is_found_from_another_folder(tmp_path: Path) -> None:
    done = invoke("list", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("slug ")
    assert "octavo-guide" in done.stdout


def test_output_is_relative_to_where_the_command_is_given(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")
    done = invoke("clean", "--output", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "output-not-ours" in done.stderr
    assert (tmp_path / "out" / "letter.txt").read_text() == "mine"


def ends_with(work: Callable[[], int]) -> int:
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as left:
            cli.command(work)()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert isinstance(left.value.code, int)
    return left.value.code


def raising(error: BaseException) -> Callable[[], int]:
    def work() -> int:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Rejected((BROKEN,)), 1, 'content/a/brief.md:4:1: error[unknown-field]: "sumary" is not'),
        (Misuse("there is no brand x"), 2, "octavo: there is no brand x\n"),
        (Unready("Pango is missing"), 3, "octavo: Pango is missing; ./invoke doctor says how to get it\n"),
        (ModuleNotFoundError("No module", name="babel"), 3, "octavo: the package babel is not installed; run ./invoke"),
        (OSError("cannot load library 'libpango-1.0-0'"), 3, "octavo: a library that WeasyPrint needs is missing"),
        (OSError(errno.ENOSPC, "No space left on device", "build/a.pdf"), 1, "no space left on device: build/a.pdf\n"),
        (KeyboardInterrupt(), 130, "stopped\n"),
        (
            ModuleNotFoundError("No module", name="octavo.gone"),
            70,
            "octavo: this is a fault in Octavo, not in your text",
        ),
        (KeyError("x"), 70, "octavo: this is a fault in Octavo, not in your text: KeyError: 'x' (test_tasks.py:"),
    ],
)
def test_what_goes_wrong_becomes_an_exit_code(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OCTAVO_DEBUG", raising=False)
    assert ends_with(raising(error)) == code
    printed = capsys.readouterr()
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""


def test_a_fault_shows_its_trace_when_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCTAVO_DEBUG", "1")
    assert ends_with(raising(KeyError("x"))) == 70
    assert "Traceback" in capsys.readouterr().err


def test_sigterm_ends_with_143() -> None:
    def work() -> int:
        os.kill(os.getpid(), signal.SIGTERM)
        return 0

    assert ends_with(work) == 143


WARNING = next(code for code, rule in CATALOGUE.items() if rule.severity == "warning")


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (BuildReport(), 0),
        (BuildReport((BriefResult("a", "built"), BriefResult("b", "unchanged"))), 0),
        (BuildReport((BriefResult("a", "stale"),)), 1),
        (BuildReport((BriefResult("a", "failed"),)), 1),
        (BuildReport((BriefResult("a", "built"),), (BROKEN,)), 1),
        (BuildReport((BriefResult("a", "built", problems=(Problem(WARNING, Place("a"), "t", "h"),)),)), 0),
    ],
)
def test_a_report_has_an_exit_code(report: BuildReport, code: int) -> None:
    assert cli.exit_code(report) == code


@pytest.mark.parametrize("kind", sorted(path.stem for path in (ROOT / "templates/starters").glob("*.md")))
def test_a_new_brief_keeps_its_title_and_date(kind: str, tmp_path: Path) -> None:
    title = 'Who pays? "All of us": €5 & $$, said Zoë'
    path = starter.write(tmp_path, kind, title, "", date(2026, 3, 9))
    assert path == "content/who-pays-all-of-us-5-said-zoe/brief.md"
    text = (tmp_path / path).read_text("utf-8")
    assert text.startswith('---\ntitle: "Who pays? \\"All of us\\": €5 & $$, said Zoë"\n')
    assert f"\ntype: {kind}\ndate: 2026-03-09\n" in text
    with pytest.raises(Misuse, match="is there already"):
        starter.write(tmp_path, kind, title, "", date(2026, 3, 9))


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(path.stem for path in (ROOT / "templates/starters").glob("*.md")))
def test_a_new_brief_is_ready_to_be_built(kind: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content", ignore=shutil.ignore_patterns("*-*"))
    starter.write(tmp_path, kind, "Untitled brief", "new", date(2026, 3, 9))
    made = press.make(tmp_path, "new", "", ("pdf",), False)
    assert made.problems == ()
    assert made.pages


def test_every_type_has_a_starter() -> None:
    kinds = {path.stem for path in (ROOT / "templates/types").glob("*.yaml")}
    assert {path.stem for path in (ROOT / "templates/starters").glob("*.md")} == kinds
