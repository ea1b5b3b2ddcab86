"""A small picture to send when one has none at hand."""

import struct
import zlib

WIDTH, HEIGHT, RADIUS = 320, 240, 60


def sample_picture() -> bytes:
    """A PNG: a warm disc on a blue evening."""
    rows = b"".join(b"\0" + _row(y) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _row(y: int) -> bytes:
    sky = bytes((60 + y // 3, 90 + y // 4, 150 + y // 6))
    disc = bytes((244, 180 - y // 4, 96))
    half: int = round(max(0, RADIUS**2 - (y - HEIGHT // 2) ** 2) ** 0.5)
    side = WIDTH // 2 - half
    return sky * side + disc * (2 * half) + sky * side


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
