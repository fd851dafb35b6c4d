"""What the files of pictures carry that no edition needs. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "picture-location",
        "advice",
        "{image} says where it was taken: {where}; no edition carries that, but whoever is given the file",
        "take it out before {path} is handed on: `exiftool -gps:all= -xmp:geotag= {image}`, or export it again without"
        " the location",
        "A picture of a witness taken at home tells where home is.",
    ),
    Rule(
        "picture-heavy",
        "advice",
        "{image} has {size} MB; readers on a telephone wait for what is more than {limit}",
        "save it with fewer pixels, or as {kind}",
        "Each edition carries it whole. Three megabytes take six seconds at 4 Mbit/s.",
    ),
)
