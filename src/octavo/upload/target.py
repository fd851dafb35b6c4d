"""--to -> where files go: a folder or a bucket, and what it knows of them."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from obstore.store import LocalStore, MemoryStore, from_url

from octavo.problems import Place, Problem, Rejected, problem
from octavo.report import Misuse
from octavo.upload.headers import cache_control, media_type

SCHEMES = ("s3", "gs", "az")
SECRETS = re.compile(r"(?i)(key|secret|token|password|credential|sas)")
"""How the names of variables look whose values no message may show."""

Store = obstore.store.ObjectStore


@dataclass(frozen=True)
class Target:
    """`shown` is the target as messages name it. A folder keeps no headers: those are its web server's own."""

    shown: str
    store: Store
    has_headers: bool

    @property
    def place(self) -> Place:
        return Place(self.shown)

    def read(self, name: str) -> bytes | None:
        """A file's bytes, None when there is none. Raises Rejected when the target cannot be asked."""
        try:
            return bytes(obstore.get(self.store, name).bytes())
        except FileNotFoundError:
            return None
        except Exception as error:
            raise Rejected((self.unreached(error),)) from None

    def has(self, name: str) -> bool:
        """Whether there is a file of that name. Raises as `read`."""
        try:
            obstore.head(self.store, name)
        except FileNotFoundError:
            return False
        except Exception as error:
            raise Rejected((self.unreached(error),)) from None
        return True

    def put(self, path: str, data: bytes) -> None:
        """Write a file with what a server is to say of it. Raises whatever the store does."""
        attributes = {"Content-Type": media_type(path), "Cache-Control": cache_control(path)}
        obstore.put(self.store, path, data, attributes=attributes if self.has_headers else None)

    def put_json(self, name: str, data: Mapping[str, object]) -> None:
        """Write one of our own records, which nobody may keep. Raises whatever the store does."""
        text = (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
        attributes = {"Content-Type": "application/json", "Cache-Control": "no-store"}
        obstore.put(self.store, name, text, attributes=attributes if self.has_headers else None)

    def delete(self, path: str) -> None:
        """Remove a file; one that is gone already is no fault. Raises whatever the store does."""
        try:
            obstore.delete(self.store, path)
        except FileNotFoundError:
            return

    def unreached(self, error: Exception) -> Problem:
        return problem("target-unreachable", self.place, target=self.shown, reason=reason(error))


def target(to: str, is_real: bool) -> Target:
    """Where `--to` leads. A folder is made when the upload `is_real`. Raises Misuse for what leads nowhere, Rejected
    for a folder that cannot be one. Credentials come from the environment, as each store's own tools read it."""
    if "://" not in to:
        return _folder(Path(to).expanduser().absolute(), is_real)
    parts = urlsplit(to)
    if parts.username or parts.password or parts.query:
        raise Misuse("--to takes no credentials; set them in the environment, as for the store's own tools")
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise Misuse(f"--to takes a folder, or {', '.join(f'{s}://BUCKET/PREFIX' for s in SCHEMES)}")
    try:
        store = from_url(to, retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=60)})
    except Exception as error:
        raise Rejected((problem("target-unreachable", Place(to), target=to, reason=reason(error)),)) from None
    return Target(to.rstrip("/"), store, True)


def _folder(path: Path, is_real: bool) -> Target:
    if path.exists() and not path.is_dir():
        raise Rejected((problem("output-not-a-folder", Place(str(path)), path=path),))
    try:
        store: Store = LocalStore(path, mkdir=is_real) if is_real or path.is_dir() else MemoryStore()
    except Exception as error:
        raise Rejected((problem("target-unreachable", Place(str(path)), target=path, reason=reason(error)),)) from None
    return Target(str(path), store, False)


def reason(error: Exception) -> str:
    """What a store says, in one line and without anything secret that the environment holds."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = lines[0] if lines else type(error).__name__
    for name, value in os.environ.items():
        if SECRETS.search(name) and len(value) > 3:
            told = told.replace(value, "***")
    return told
