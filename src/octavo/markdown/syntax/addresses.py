"""A link's address as written -> the address as it may stand in a page."""

from markdown_it.common.normalize_url import normalizeLink


def encoded(address: str) -> str:
    """Percent-encode what an address may not hold, and put an international host name into its ASCII form.

    A link within the text (`#结论`) stays as it is, since ids are compared as they are written.
    """
    return address if address.startswith("#") else normalizeLink(address)
