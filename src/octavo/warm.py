"""Imports the press into the fork server, once for all workers. Imported there by its name, and nowhere else.

It is only imported, never run: the engine that draws charts hangs in the child of a process that has run it. Where the
press cannot be imported each worker finds that out again, and can say so. Ctrl-C is for the parent to answer. What was
imported is kept from the garbage collector, which would copy the memory that the workers share by looking at it.
"""

import gc
import signal
from contextlib import suppress

signal.signal(signal.SIGINT, signal.SIG_IGN)
with suppress(ImportError, OSError):
    import octavo.press  # noqa: F401
gc.freeze()
