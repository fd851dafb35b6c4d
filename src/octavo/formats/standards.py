"""What a PDF promises: the part of ISO 19005 (PDF/A) and the part of ISO 14289 (PDF/UA) that one file keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.model.meta import Pdf


@dataclass(frozen=True)
class Standard:
    """`variant` is WeasyPrint's name for the PDF/A half. `conformance` is the level of PDF/A, "" where it has none."""

    variant: str
    part: int
    conformance: str
    ua: int

    @property
    def names(self) -> tuple[str, str]:
        """As the standards are called: "PDF/A-2a" and "PDF/UA-1"."""
        level = self.conformance.lower() if self.part < 4 or self.conformance == "F" else ""
        return f"PDF/A-{self.part}{level}", f"PDF/UA-{self.ua}"


STANDARDS: Mapping[tuple[Pdf, bool], Standard] = {
    ("archival", False): Standard("pdf/a-2a", 2, "A", 1),
    ("archival", True): Standard("pdf/a-3a", 3, "A", 1),
    ("archival-2", False): Standard("pdf/a-4f", 4, "", 2),
    ("archival-2", True): Standard("pdf/a-4f", 4, "F", 2),
}
"""By what the brief asks for, and whether files are enclosed: PDF/A-2 allows none but PDF/A files (ISO 19005-2, 6.8),
PDF/A-4f asks for one (ISO 19005-4, 6.9)."""
