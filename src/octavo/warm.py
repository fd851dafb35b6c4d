"""Imports the press into the fork server, once for all workers. Imported there by its name, and nowhere else.

It is only imported, never run: the engine that draws charts hangs in the child of a process that has run it. Where the
press cannot be imported each worker finds that out again, and can say so. Ctrl-C is for the parent to answer.
"""

import signal
from contextlib import suppress

signal.signal(signal.SIGINT, signal.SIG_IGN)
with suppress(ImportError, OSError):
    import octavo.press  # noqa: F401
