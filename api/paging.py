"""The `Link` header of a page (RFC 8288)."""

from starlette.datastructures import URL


def link_header(url: URL, skip: int, limit: int, total: int) -> str:
    """Return links to the next and previous page, relative to the host; empty without any."""
    links = []
    if skip + limit < total:
        links.append(_link(url, skip + limit, limit, "next"))
    if skip > 0:
        links.append(_link(url, max(0, skip - limit), limit, "prev"))
    return ", ".join(links)


def _link(url: URL, skip: int, limit: int, relation: str) -> str:
    target = url.include_query_params(skip=skip, limit=limit)
    return f'<{target.path}?{target.query}>; rel="{relation}"'
