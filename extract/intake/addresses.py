"""Which addresses of the network a page may be fetched from: those that everybody can reach, and no others."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from extract.errors import InputError

Address = IPv4Address | IPv6Address

_TRANSLATED = ip_network("64:ff9b::/96")  # an IPv4 address in its last 32 bits
# global by the registry, yet of no one's outside a cloud: services that tell a machine about itself
_METADATA = (ip_network("192.0.0.0/24"), ip_network("168.63.129.16/32"))


def resolved(host: str, port: int, allowed: Sequence[str] = ()) -> str:
    """The address to connect to; raises InputError where the name has none, or any that is not public.

    `allowed` names networks that are taken all the same; only tests have some, of their own machine.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(f"no address is known for {host}", advice="check the address and the network") from None
    addresses = [ip_address(str(place[0]).partition("%")[0]) for *_, place in found]
    networks = [ip_network(network) for network in allowed]
    for address in addresses:
        if not is_public(address) and not any(address in network for network in networks):
            said = host if host == str(address) else f"{host} is {address}, which"
            raise InputError(f"{said} is no public address", advice="save the page in a browser and add the file")
    return str(addresses[0])


def is_public(address: Address) -> bool:
    """Whether anybody on the network could be meant: not private, loopback, link-local, multicast or a cloud's own.

    >>> [is_public(ip_address(text)) for text in ("1.1.1.1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "ff0e::1")]
    [True, False, False, False, False]
    """
    inner = _carried(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not any(address in network for network in _METADATA)


def _carried(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address carries."""
    if isinstance(address, IPv4Address):
        return None
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
