"""Tasks that the tests of the preview give to its processes."""

import os
import time
from typing import NoReturn


def slowly(seconds: float, result: object) -> object:
    """Give back `result` after so many seconds."""
    time.sleep(seconds)
    return result


def die() -> NoReturn:
    """End the process."""
    os._exit(9)
