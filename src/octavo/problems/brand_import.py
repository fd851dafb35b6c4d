"""Rules about brand files of other tools, when a brand is made of one. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "import-shape",
        "error",
        "{field} is not {wanted}",
        "see posit-dev.github.io/brand-yml for brand.yml, and designtokens.org for design tokens",
        "What has another shape than its format says cannot be read as meant.",
    ),
    Rule(
        "import-field",
        "error",
        '"{value}" is not a field of brand.yml',
        "correct it or take it out",
        "brand.yml's schema is closed: a misspelt field would be passed over in silence.",
    ),
    Rule(
        "import-colour",
        "error",
        '"{value}" is neither a color nor the name of one',
        "write it as #rrggbb, or add it to the palette",
        "An unknown color would come out black.",
    ),
    Rule(
        "import-alias",
        "error",
        '"{value}" names nothing in this file, or leads back to itself',
        "correct the name",
        "A name must come to a color in the end (Design Tokens Format Module 2025.10, section 7).",
    ),
    Rule(
        "import-address",
        "warning",
        'the font "{value}" is an address and is not taken over',
        "put the whole file into the new brand's fonts/ and list it under typography.fonts",
        "A build opens no connection, and a page must not change when a server does.",
    ),
    Rule(
        "import-font",
        "warning",
        "{family} comes from {source}; {used} stands in for it",
        "put its full font files and their licence into fonts/, list them under typography.fonts, and name the family",
        "A brand carries its fonts as files; what services hand out is cut up, and prints as wrong letters.",
    ),
    Rule(
        "import-file",
        "warning",
        'there is no file "{value}" beside the brand file; {used} stands in for it',
        "put the file into the new brand's folder, under the name that its _brand.yml gives",
        "A missing logo or font would leave a hole on every page.",
    ),
    Rule(
        "import-left-out",
        "advice",
        "{field} is not taken over: {reason}",
        "nothing need be done",
        "Nothing that a designer wrote is dropped in silence.",
    ),
    Rule(
        "import-legible",
        "advice",
        "{old} has a contrast of {ratio} to 1 on {ground}; {new} stands in for it in {roles}",
        "choose another color under defaults.octavo.roles, if you like",
        "WCAG 2.2, success criteria 1.4.3 and 1.4.11; what nobody can read is refused.",
    ),
)
