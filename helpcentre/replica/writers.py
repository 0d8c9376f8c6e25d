"""Networks that wrote a moment ago. Readers have no cookie: their network is all there is of them.

One number for each of 4,096 groups of networks, in memory that all workers of this machine share:
who shares a group with somebody who writes reads the database, which is never wrong. Nothing of a
network can be read out of it.
"""

import mmap
import struct
import time
from zlib import crc32

from django.conf import settings
from django.http import HttpRequest

from guides.spam.network import client_network

GROUPS = 4096
_WROTE_AT = mmap.mmap(-1, 4 * GROUPS)  # made before the workers are forked


def group_of(request: HttpRequest) -> int:
    return crc32(client_network(request).encode()) % GROUPS


def wrote(group: int) -> None:
    struct.pack_into("<I", _WROTE_AT, 4 * (group % GROUPS), int(time.time()))


def wrote_lately(request: HttpRequest) -> bool:
    """Within a time after which a copy that lacks it would be too late to be read."""
    (at,) = struct.unpack_from("<I", _WROTE_AT, 4 * group_of(request))
    return time.time() - at <= 2 * settings.REPLICA_LATE + 1
