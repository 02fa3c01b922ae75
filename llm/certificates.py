"""Which certificates outgoing connections trust."""

from functools import cache
from ssl import SSLContext

from httpx import create_ssl_context


@cache
def trusted_certificates() -> SSLContext:
    """Return what HTTP clients verify servers with, as httpx makes it.

    Read once: a client that is left to itself reads all of them again, which takes a while and
    keeps most of a megabyte; processes that are forked afterwards share what is there.
    """
    return create_ssl_context()
