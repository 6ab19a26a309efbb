"""Which network addresses are public. Pure: no name is looked up here."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215: a network's own translation


def is_public(text: str) -> bool:
    """Whether ``text`` (an IPv4 or IPv6 address, as a resolver gives it) is on the public internet.

    Addresses that carry another one (IPv4-mapped, 6to4, NAT64, Teredo) are as public as the one
    they carry: ``is_global`` alone would let ``64:ff9b::7f00:1`` through to 127.0.0.1.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return all(_is_public_itself(a) for a in _carried(address))


def _carried(address: Address) -> tuple[Address, ...]:
    """The addresses that traffic to ``address`` really goes to."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    if address in NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF),)
    return (address,)


def _is_public_itself(address: Address) -> bool:
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return not address.is_site_local and address not in NAT64_LOCAL
    return True
