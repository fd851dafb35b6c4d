"""Rules about pictures and drawings. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    # Pictures
    Rule(
        "image-missing",
        "error",
        'there is no picture "{image}"',
        "check the name and the folder",
        "A picture that is not there would leave a hole in the page. The file nearest in name is offered.",
    ),
    Rule(
        "image-refused",
        "error",
        'the picture "{image}" cannot be read: {reason}',
        "put the picture into the folder of the brief",
        "A build reads nothing outside its workspace, symbolic links included, and fetches nothing.",
    ),
    Rule(
        "image-empty",
        "error",
        '"{image}" is an empty file, not a picture',
        "export or copy the picture again",
        "An upload or a copy that broke off leaves a file of no bytes.",
    ),
    Rule(
        "image-unknown",
        "error",
        '"{image}" is not a picture that can be published: it looks like {looks}',
        "save it as PNG, JPEG, WebP, GIF or SVG",
        "PNG, JPEG, WebP, GIF and SVG are the core image types of EPUB 3.3, and what the PDF engine and every browser "
        "draw. The first bytes tell the kind; the name does not.",
    ),
    Rule(
        "image-damaged",
        "error",
        '"{image}" is a damaged {kind}: {detail}',
        "export or copy the picture again",
        "A picture that was cut off would be printed in part, or not at all.",
    ),
    Rule(
        "image-too-large",
        "error",
        '"{image}" is {size} pixels, {pixels} million; the limit is {limit} million',
        "scale it down; a full page needs about 10 million pixels",
        "The size is read from the header before anything is decoded: a few kilobytes can unpack to gigabytes.",
    ),
    Rule(
        "image-misnamed",
        "advice",
        '"{image}" is a {kind} by its content',
        'rename it to "{better}"',
        "Servers and reading systems go by the name. The published file is given the right suffix in any case.",
    ),
    Rule(
        "image-cmyk",
        "error",
        '"{image}" has printing colors (CMYK)',
        "save it again as RGB, with the profile sRGB",
        "Browsers and reading systems show CMYK pictures with wrong colors or not at all, and a PDF for archives that "
        "is set in sRGB may hold no others (ISO 19005-2, 6.2.4.3).",
    ),
    Rule(
        "image-deep-grey",
        "error",
        '"{image}" has 16 bits of grey, which the layout engine cannot print',
        "save it with 8 bits",
        "The eye sees no difference on a page.",
    ),
    Rule(
        "image-deep",
        "advice",
        '"{image}" has 16 bits a channel',
        "save it with 8 bits a channel",
        "The eye sees no difference on a page, and the file is twice as large.",
    ),
    # Drawings
    Rule(
        "svg-entities",
        "error",
        "the drawing declares entities (<!ENTITY ...>), which are refused",
        "export it again as plain SVG, without the program's editing data",
        "Entities can unpack to gigabytes or read other files (the billion laughs and XXE attacks).",
    ),
    Rule(
        "svg-broken",
        "error",
        "the drawing is not well-formed XML: {detail}",
        "export it again, or mend the line",
        "Programs stop at the first such fault, each in its own way.",
    ),
    Rule(
        "svg-no-namespace",
        "error",
        "the drawing starts with <{root}>, not with an <svg> of the SVG namespace",
        'write <svg xmlns="http://www.w3.org/2000/svg" ...>',
        "Without its namespace a drawing is not shown by browsers.",
    ),
    Rule(
        "svg-no-size",
        "error",
        "the drawing has neither a viewBox nor a width and height",
        'add viewBox="0 0 width height" to <svg>',
        "The space a picture takes must be known before the page is laid out.",
    ),
    Rule(
        "svg-too-heavy",
        "error",
        "the drawing has more than {limit} shapes, or repeats itself in a circle",
        "simplify it, or export it as PNG",
        "A few lines of <use> can ask for millions of shapes.",
    ),
    Rule(
        "svg-forbidden",
        "error",
        "<{name}> is not allowed in a drawing",
        "export it as plain SVG; in diagram programs turn off HTML labels",
        "Scripts can run on a reader's page, and HTML inside a drawing is not shown in print.",
    ),
    Rule(
        "svg-unknown",
        "warning",
        "<{name}> is not drawn",
        "remove it, or export the drawing as plain SVG",
        "Only still shapes, text, gradients and filters are drawn alike in print, browsers and reading systems.",
    ),
    Rule(
        "svg-handler",
        "error",
        '{name}="{value}" on <{element}> would run a script',
        "remove the attribute",
        "A drawing is a picture; it must not run code on a reader's page.",
    ),
    Rule(
        "svg-remote",
        "error",
        '{name}="{value}" on <{element}> points outside the drawing',
        "embed what it points at, or remove it",
        "A page that loads from another host tells that host who reads it, and a build opens no connection.",
    ),
    Rule(
        "svg-bad-image",
        "error",
        "{name} on <{element}> embeds a picture that is damaged or too large",
        "embed it again as PNG or JPEG, or place it as a picture of its own",
        "Embedded pictures are held to the same limits as files.",
    ),
    Rule(
        "svg-style",
        "warning",
        "a style of the drawing is left out: {what}",
        'export with "presentation attributes" instead of style sheets',
        "The PDF engine, browsers and reading systems agree on presentation attributes only. Rules for an element, a "
        "class or an id are turned into them; others cannot be.",
    ),
)
