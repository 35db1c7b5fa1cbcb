"""The only way to the network: connections that the guard has let through, to the very addresses that it has checked.

Every exchange of every command is asked for here, each hop of a redirect anew. Nothing else of the project opens a connection.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from spotcheck.crawler.guard import Guard

if TYPE_CHECKING:
    from aiohttp import ClientTimeout
    from aiohttp.client_reqrep import ClientRequest
    from aiohttp.connector import Connection
    from aiohttp.tracing import Trace


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
        return await super().connect(req, traces, timeout)


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
