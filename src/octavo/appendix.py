"""Appendix -> the CSV file that is attached to the PDF and lies beside the web page."""

import csv
import io

from octavo.artifact import Artifact
from octavo.document import Appendix


def data_file(appendix: Appendix) -> Artifact:
    """A chart's numbers as CSV (RFC 4180: CRLF line ends, quotes where needed), in UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(appendix.table.columns)
    writer.writerows(appendix.table.rows)
    return Artifact(f"data/{appendix.figure}.csv", "text/csv", out.getvalue().encode())
