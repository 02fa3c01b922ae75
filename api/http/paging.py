"""The `Link` header of a page (RFC 8288)."""

from starlette.datastructures import URL


def link_header(url: URL, skip: int, limit: int, last: int | None) -> str:
    """Return links to the next and previous page, relative to the host; empty without any.

    The next page is named by the `last` id on this one (None: there is no next), so that it costs
    what the first one does, and begins where this one ends also when something was added or
    deleted meanwhile.
    """
    links = []
    if last is not None:
        following = url.remove_query_params("skip").include_query_params(before=last)
        links.append(_link(following, "next"))
    if skip > 0:
        before = url.include_query_params(skip=max(0, skip - limit), limit=limit)
        links.append(_link(before, "prev"))
    return ", ".join(links)


def _link(target: URL, relation: str) -> str:
    return f'<{target.path}?{target.query}>; rel="{relation}"'
