"""Markdown (the Pandoc and Quarto subset) -> Body. The only package that knows the Markdown parser."""

from octavo.markdown.reader import read, read_inline

__all__ = ["read", "read_inline"]
