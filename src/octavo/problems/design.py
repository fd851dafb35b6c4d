"""Rules about _brand.yml and what it names. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    # _brand.yml
    Rule(
        "brand-missing",
        "error",
        'there is no brand "{value}"',
        "{near}",
        "A brand is a folder of styles/brands/ that holds a _brand.yml.",
    ),
    Rule(
        "brand-not-text",
        "error",
        "the brand file is not UTF-8 text: {reason}",
        "save it as UTF-8",
        "brand.yml is YAML, and YAML is Unicode text.",
    ),
    Rule(
        "brand-field",
        "error",
        '"{value}" is not a field of a brand',
        "take it out",
        "A misspelt field would be passed over in silence. The format is Posit's brand.yml; print values stand under "
        "defaults.octavo, and house texts in content/publisher.yaml or in the brand's own house.yaml.",
    ),
    Rule(
        "brand-lacks",
        "error",
        '"{field}" is missing',
        "add it; styles/README.md shows a whole brand",
        "Without it Octavo cannot set a page.",
    ),
    Rule(
        "brand-value",
        "error",
        '"{value}" will not do for "{field}": {reason}',
        "styles/README.md shows what each field holds",
        "brand.yml gives every field a type.",
    ),
    Rule(
        "brand-colour",
        "error",
        '"{value}" is neither a colour of the palette nor of the form #rrggbb',
        "name a colour of color.palette",
        "Colours are written once, in the palette; a name that is not there would come out black.",
    ),
    Rule(
        "brand-role",
        "error",
        '"{value}" is not a role of a colour',
        "see styles/tokens/roles.css",
        "Style sheets ask for roles by name, so a role nobody asks for would have no effect.",
    ),
    Rule(
        "brand-contrast",
        "error",
        "{ink} on {ground} has a contrast of {ratio} to 1; for {use} it must be {least} to 1",
        "darken or lighten one of the two",
        "WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (marks); PDF, web page and EPUB share these colours.",
    ),
    Rule(
        "brand-size",
        "error",
        '"{value}" is not a type size in points',
        "write it as 10.5pt",
        "All other sizes follow from the text's size, and a printed page is measured in points.",
    ),
    Rule(
        "token-unit",
        "error",
        '"{name}: {value}" has no unit',
        'write "{wanted}", or with another unit',
        "CSS drops what it makes of a length without a unit, and says nothing.",
    ),
    Rule(
        "brand-size-range",
        "error",
        '"{name}" is {value} pt; it may be {least} to {most} pt',
        "write one between the two",
        "Smaller type is hard to read, larger type or wider margins drive the text off the page; no brief can mend it.",
    ),
    Rule(
        "brand-measure",
        "error",
        "a full line of text holds about {characters} characters; it may be {least} to {most}",
        "change --wide, --text-start, --text-end or the margins; 60 to 70 are read best",
        "The eye loses its line in longer ones, and shorter ones break words and rhythm.",
    ),
    Rule(
        "brand-font-family",
        "error",
        '"{value}" is not a family of typography.fonts',
        "list its files under typography.fonts",
        "A font that the brand does not carry would be replaced by whatever the machine has.",
    ),
    Rule(
        "brand-font-weight",
        "error",
        "{family} has no file of weight {weight}, {style}",
        "add that file under typography.fonts",
        "A face that the brand does not carry would be drawn bold or slanted by the machine, each in its own way.",
    ),
    Rule(
        "brand-font-twice",
        "error",
        "{family}, weight {weight}, {style} has two files",
        "keep one full file for each weight and style",
        "WeasyPrint 70 mixes several files under one family, weight and style into wrong glyphs.",
    ),
    Rule(
        "brand-file",
        "error",
        'there is no file "{value}" in {folder}',
        "add the file or correct the path",
        "A missing logo or font would leave a hole on every page.",
    ),
    Rule(
        "brand-file-refused",
        "error",
        '"{value}" may not be read: {reason}',
        "put the file into the brand's own folder",
        "A build reads nothing outside the workspace.",
    ),
    Rule(
        "brand-logo",
        "error",
        '"{value}" is not an image of logo.images',
        "list it under logo.images",
        "A logo is named once, with its file and its alternative text.",
    ),
    Rule(
        "logo-unseen",
        "error",
        'the logo "{logo}" of "{used}" has a contrast of {ratio} to 1 on {ground}; it must be {least} to 1',
        "draw it in a colour that tells on that ground, list that file under logo.images, and name it here",
        "A logo in the colour of its ground is not there. Its best colour counts; WCAG 2.2 asks 3 to 1 of graphics "
        "(1.4.11) and excepts logotypes, so that the rule is Octavo's own.",
    ),
    Rule(
        "brand-layout",
        "error",
        '"{value}" is not a layout',
        "a layout is a file of styles/layout/",
        "The layout decides where notes and captions stand.",
    ),
)
