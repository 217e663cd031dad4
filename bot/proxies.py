"""Whose word counts on where a request came from: the proxies of the operator, nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from bot.values import wrong

Network: TypeAlias = IPv4Network | IPv6Network


def networks(value: str) -> tuple[Network, ...]:
    """Return the addresses and networks of a list with commas; ValueError where one is none."""
    return tuple(ip_network(each.strip()) for each in value.split(",") if each.strip())


def web_proxies(value: str) -> str:
    """Take a list of addresses and networks."""
    try:
        networks(value)
    except ValueError:
        raise wrong("must be addresses or networks with commas, such as 10.0.0.0/8.") from None
    return value


def is_among(address: str, trusted: Iterable[Network]) -> bool:
    """Tell whether an address is one of these proxies'; what is no address is not."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or found
    return any(mapped in network for network in trusted)


def real_address(peer: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """Return who asks: the rightmost address that is no proxy of ours.

    `forwarded` holds the values of all X-Forwarded-For headers in order. What stands further left
    the asker may have written; where it is no address, the last proxy is the one who asks.
    """
    address = peer
    hops = [hop.strip() for value in forwarded for hop in value.split(",")]
    while hops and is_among(address, trusted):
        hop = hops.pop()
        try:
            address = str(ip_address(hop))
        except ValueError:
            break
    return address
