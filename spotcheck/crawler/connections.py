"""The only way to the network: connections that the guard has let through, to the very addresses that it has checked.

Every exchange of every command is asked for here, each hop of a redirect anew. Nothing else of the project opens a connection.
"""

from __future__ import annotations

import contextlib
import socket
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from spotcheck.crawler.guard import Guard

if TYPE_CHECKING:
    from asyncio import BaseTransport
    from collections.abc import Mapping

    from aiohttp import ClientTimeout
    from aiohttp.client_reqrep import ClientRequest
    from aiohttp.connector import Connection
    from aiohttp.tracing import Trace


_OPEN: dict[str, dict[BaseTransport, bool]] = {}  # connections of the process by address of the server: whether each is in use


@dataclass(frozen=True, slots=True)
class Link:
    """The connection of an exchange: the server's address, and how many connections to it are open."""

    address: str
    connections: int


_LINK: ContextVar[Link | None] = ContextVar("link", default=None)


class Sending:
    """What wants to know of a request just before it is sent. Given as ``trace_request_ctx``."""

    async def sending(self, method: str, headers: Mapping[str, str], link: Link | None) -> None:
        """The headers are those that go out, ``link`` None behind a proxy. The request is sent when this returns."""
        raise NotImplementedError


def tracing() -> aiohttp.TraceConfig:
    """What a session needs for its requests to have a ``Sending``."""
    config = aiohttp.TraceConfig()
    config.on_request_headers_sent.append(_before_sending)
    return config


async def _before_sending(_: Any, context: Any, asked: aiohttp.TraceRequestHeadersSentParams) -> None:
    told: Sending | None = context.trace_request_ctx
    if told is not None:
        await told.sending(asked.method, asked.headers, _LINK.get())


class GuardedConnector(aiohttp.TCPConnector):
    """Asks the guard before each exchange, on a new connection or an old one, also where an address needs no resolving."""

    def __init__(self, guard: Guard, **options: Any) -> None:
        super().__init__(resolver=_GuardedResolver(guard), use_dns_cache=False, **options)
        self._guard = guard

    async def connect(self, req: ClientRequest, traces: list[Trace], timeout: ClientTimeout) -> Connection:
        """A connection for one exchange. Raises NotFetched(refused_by_guard) or CannotResolveHostError."""
        if req.proxy:
            self._guard.check(str(req.url))
        else:
            await self._guard.addresses(str(req.url))
        connection = await super().connect(req, traces, timeout)
        _LINK.set(None if req.proxy else _alone(connection))
        return connection


def _alone(connection: Connection) -> Link | None:
    """Makes the connection the only one to its server: those that hosts of the same address left open are closed, if they are idle."""
    transport = connection.transport
    peer = transport.get_extra_info("peername") if transport is not None else None
    if transport is None or not peer:
        return None
    address = str(peer[0])
    known = _OPEN.setdefault(address, {})
    for other, used in list(known.items()):
        if other is not transport and not used:
            with contextlib.suppress(RuntimeError):  # of a loop that has ended
                other.close()
        if other.is_closing():
            del known[other]
    known[transport] = True

    def idle() -> None:
        if transport in known:
            known[transport] = False

    connection.add_callback(idle)
    return Link(address, len(known))


class _GuardedResolver(AbstractResolver):
    """Answers a connection with the very addresses that were checked, so that a name cannot change under way."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """Addresses for aiohttp."""
        found = await (self._guard.resolve(host, port) if self._guard.is_proxy(host) else self._guard.addresses(f"http://{host}:{port}/"))
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in found
        ]

    async def close(self) -> None:
        """Nothing is held open."""
