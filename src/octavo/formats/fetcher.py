"""Addresses in print HTML and CSS -> bytes of the workspace. Nothing else is ever fetched."""

from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

from octavo.formats.engine import URLFetcher, URLFetcherResponse

BASE = "https://workspace.invalid/"
"""What relative addresses resolve against: the same on every machine, so that bytes are too (RFC 6761, .invalid)."""

TYPES = {
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf", "css": "text/css",
    "csv": "text/csv",
}  # fmt: skip


class WorkspaceFetcher(URLFetcher):  # type: ignore[misc]
    """Serves files of the workspace and what was drawn for this document; refuses everything else.

    `read` gives a workspace file's bytes; `drawn` holds files made by the build, by address; `face` turns a
    WOFF2 font into the form that is quicker to print. `paths` are the workspace files that were served.
    """

    def __init__(
        self, read: Callable[[str], bytes], drawn: Mapping[str, bytes], face: Callable[[bytes], bytes]
    ) -> None:
        super().__init__(allowed_protocols={"https", "data"}, allow_redirects=False)
        self._read = read
        self._drawn = drawn
        self._face = face
        self.paths: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Raises ValueError for an address outside the workspace; WeasyPrint logs it, and the log is checked."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if not url.startswith(BASE):
            raise ValueError(f"a build fetches nothing from elsewhere: {url}")
        path = unquote(urlsplit(url).path).lstrip("/")
        if path in self._drawn:
            data = self._drawn[path]
        else:
            data = self._read(path)
            self.paths.append(path)
        if path.endswith(".woff2"):
            data, path = self._face(data), f"{path}.ttf"
        kind = TYPES.get(path.rsplit(".", 1)[-1].lower(), "application/octet-stream")
        return URLFetcherResponse(url, data, {"Content-Type": kind})
