"""The fonts a sheet declares -> those its rules ask for. A book carries its fonts, so each has to earn its place."""

import re
from collections.abc import Iterable, Sequence

from octavo.flatten.cascade import Style
from octavo.flatten.rules import WEIGHTS, Face

WEIGHT = re.compile(r"\b(normal|bold|[1-9]00)\b")


def used_faces(faces: Sequence[Face], styles: Iterable[Style]) -> list[str]:
    """The `@font-face` rules of the families that are asked for, in the weights that are asked for.

    Text without a weight is 400. A face in a weight nobody names goes only if another of its family stands in.
    """
    said = [
        text for style in styles for name, text, _ in style.finished if name in ("font", "font-family", "font-weight")
    ]
    families = " ".join(said).lower()
    weights = {"400", *(WEIGHTS.get(word, word) for text in said for word in WEIGHT.findall(text))}
    asked = [face for face in faces if face.family and face.family.lower() in families]
    served = {(face.family, face.style) for face in asked if face.weight in weights}
    return [face.text for face in asked if face.weight in weights or (face.family, face.style) not in served]
