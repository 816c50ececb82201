"""`python -m libs.common.messaging declare`: brings the broker to the declared topology (AMQP_URL)."""

import asyncio
import os
import sys

import aio_pika

from libs.common.messaging.topology import TOPOLOGY, declare_topology


async def _declare(url: str) -> None:
    connection = await aio_pika.connect(url, timeout=10)
    async with connection:
        await declare_topology(await connection.channel())
    print(f"{len(TOPOLOGY)} events declared")


def main() -> int:
    """Runs the command; answers the exit status."""
    url = os.environ.get("AMQP_URL")
    if sys.argv[1:] != ["declare"] or not url:
        print("usage: AMQP_URL=… python -m libs.common.messaging declare", file=sys.stderr)
        return 2
    asyncio.run(_declare(url))
    return 0


if __name__ == "__main__":
    sys.exit(main())
