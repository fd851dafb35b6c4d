"""Rules about the files of a brief and the form of their front matter. A literal table."""

from octavo.problems.rule import Rule

FILES: tuple[Rule, ...] = (
    Rule(
        "not-utf8",
        "error",
        "{reason}",
        'save the file as UTF-8 (in most editors: "Save with encoding"); nothing else about it needs to change',
        "A file in another encoding shows wrong letters in names and quotations, often only a few.",
    ),
    Rule(
        "empty-file",
        "error",
        "the file is empty",
        "`./invoke new` makes a brief that is ready to write in",
        "An empty file is most often the remains of a failed copy.",
    ),
    Rule(
        "file-missing",
        "error",
        'there is no file "{path}"',
        "put the file there, or correct the name",
        "What is named must be there when the pages are made.",
    ),
    Rule(
        "file-refused",
        "error",
        '"{path}" is outside the project or may not be read: {reason}',
        "copy the file into the brief's folder and name it from there",
        "A brief may come from outside the house; it reads nothing but the workspace's files.",
    ),
    Rule(
        "bad-slug",
        "error",
        'the folder name "{name}" cannot be part of an address',
        'rename it to "{fixed}": lower case letters a to z, digits and single hyphens',
        "The folder's name becomes the brief's web address and the name of its files.",
    ),
    Rule(
        "slug-collision",
        "error",
        'the folders "{name}" and "{other}" differ only in {difference}',
        "rename one of them; on many computers they would be one folder, and one brief would overwrite the other",
        "macOS and Windows do not tell such names apart.",
    ),
    Rule(
        "unknown-brief",
        "error",
        'there is no brief "{slug}"',
        "{near} (`./invoke list` shows all)",
        "A brief is a folder of content/ that holds a brief.md.",
    ),
    Rule(
        "no-brief-file",
        "warning",
        'the folder "{name}" holds no brief.md and is passed over',
        "name its text brief.md, or move the folder out of content/",
        "A brief is a folder of content/ that holds a brief.md.",
    ),
    Rule(
        "stray-brief",
        "warning",
        'the file "{name}" is not in a folder of its own and is passed over',
        "move it to content/{slug}/brief.md",
        "A brief is a folder of content/ that holds a brief.md.",
    ),
)

FRONT: tuple[Rule, ...] = (
    Rule(
        "no-front-matter",
        "error",
        'the file does not start with "---"',
        'start it with a line "---", then `title: ...`, then another line "---" (or put the fields into brief.yml)',
        "The facts about a brief stand in YAML between two lines of three hyphens.",
    ),
    Rule(
        "front-matter-open",
        "error",
        'the front matter that opens here with "---" is never closed',
        'put a line "---" after its last field, before the text',
        "The facts about a brief stand in YAML between two lines of three hyphens.",
    ),
    Rule(
        "two-front-matters",
        "error",
        "the brief has front matter here and also the file {path}",
        "keep its fields in one of the two places",
        "One fact in two places soon becomes two facts.",
    ),
    Rule(
        "not-fields",
        "error",
        "this should be fields, one `name: value` on each line",
        "start it with `title: ...`, with a space after the colon",
        "What a brief, a publisher or a person is, is said in named fields.",
    ),
    Rule(
        "no-text",
        "error",
        "the file ends here: there is no text after the front matter",
        "write the brief's text below the front matter",
        "A brief with no text is most often the remains of a failed save.",
    ),
    Rule(
        "chapter-title",
        "error",
        "the chapter has no title",
        "start it with `# Its title`, or give it front matter with `title: ...`",
        "A chapter stands in the contents, the bookmarks and the running heads by its title.",
    ),
    Rule(
        "chapter-title-twice",
        "error",
        'the chapter has a title in its front matter and also the heading "{title}"',
        "delete one of the two",
        "The title would be printed twice.",
    ),
    Rule(
        "chapters-of-report",
        "error",
        "a {type} has no chapters",
        "write `type: report`, or move the text into brief.md",
        "Only the report is made of several files.",
    ),
    Rule(
        "note-in-field",
        "error",
        'a note cannot be called from "{field}"',
        "move the note to the text",
        "This text also stands where there is no page foot: in metadata, on the cover, in the catalogue.",
    ),
)

RULES: tuple[Rule, ...] = (*FILES, *FRONT)
