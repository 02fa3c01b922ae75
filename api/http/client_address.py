"""Where a request comes from, as far as it can be believed."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

Address = IPv4Address | IPv6Address

ONE_CUSTOMER_BITS = 64
"""Of an IPv6 address: what lies behind is one customer's own, who may use any of it."""


class ClientAddresses:
    """Names the clients behind `trusted_proxies` (addresses and networks)."""

    def __init__(self, trusted_proxies: Sequence[str]) -> None:
        self._trusted = tuple(ip_network(network) for network in trusted_proxies)

    def name(self, scope: Scope) -> str:
        """Return the client's address: the last one that no trusted proxy has.

        Of IPv6 it is the network that a customer gets. `unknown` without a connection over IP.
        """
        client = scope.get("client")
        address = _address(client[0]) if client else None
        if address is None:
            return "unknown"
        # a proxy may add a header of its own to the one it was sent
        lines = Headers(scope=scope).getlist("x-forwarded-for")
        forwarded = [part.strip() for part in ",".join(lines).split(",")]
        while forwarded and self._is_trusted(address):
            candidate = _address(forwarded.pop())
            if candidate is None:
                break
            address = candidate
        if isinstance(address, IPv6Address):
            return str(IPv6Network((address, ONE_CUSTOMER_BITS), strict=False))
        return str(address)

    def _is_trusted(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def _address(text: str) -> Address | None:
    """Return an address; one of IPv4 also where a socket for both kinds writes it as IPv6."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped if isinstance(address, IPv6Address) else None) or address
