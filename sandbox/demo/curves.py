"""Outlines as lists of points; y grows downwards, angles are degrees, clockwise from the right."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians, sin

Point = tuple[float, float]
Outline = list[Point]

STEPS = 14


def ellipse(
    x: float, y: float, rx: float, ry: float, start: float = 0, end: float = 360
) -> Outline:
    """The arc of an ellipse around (x, y) from *start* to *end*; a whole ellipse by default."""
    count = max(8, int(abs(end - start) / 4))
    angles = [radians(start + (end - start) * i / count) for i in range(count + 1)]
    return [(x + rx * cos(a), y + ry * sin(a)) for a in angles]


def box(left: float, top: float, right: float, bottom: float, radius: float = 0) -> Outline:
    """A rectangle, its corners rounded by *radius*."""
    if radius <= 0:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    r = radius
    return [
        *ellipse(left + r, top + r, r, r, 180, 270),
        *ellipse(right - r, top + r, r, r, 270, 360),
        *ellipse(right - r, bottom - r, r, r, 0, 90),
        *ellipse(left + r, bottom - r, r, r, 90, 180),
    ]


def smooth(points: Sequence[Point], closed: bool = False) -> Outline:
    """A soft curve through *points* (Catmull-Rom); open by default."""
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        ring = [points[0], *points, points[-1]]
    curve = [at for i in range(len(ring) - 3) for at in _segment(ring[i : i + 4])]
    return curve if closed else [*curve, points[-1]]


def _segment(knots: Sequence[Point]) -> Iterator[Point]:
    for i in range(STEPS):
        t = i / STEPS
        yield _blend([k[0] for k in knots], t), _blend([k[1] for k in knots], t)


def _blend(k: Sequence[float], t: float) -> float:
    cubic = 3 * k[1] - k[0] - 3 * k[2] + k[3]
    square = 2 * k[0] - 5 * k[1] + 4 * k[2] - k[3]
    return (2 * k[1] + (k[2] - k[0]) * t + square * t * t + cubic * t * t * t) / 2


def ribbon(points: Sequence[Point], start: float, end: float | None = None) -> Outline:
    """The area of a stroke along *points*, its width going from *start* to *end*."""
    last = start if end is None else end
    normals = list(_normals(points))
    halves = [(start + (last - start) * i / (len(points) - 1)) / 2 for i in range(len(points))]
    sides = list(zip(points, normals, halves, strict=True))
    left = [(x + nx * h, y + ny * h) for (x, y), (nx, ny), h in sides]
    right = [(x - nx * h, y - ny * h) for (x, y), (nx, ny), h in sides]
    return left + right[::-1]


def _normals(points: Sequence[Point]) -> Iterator[Point]:
    tangents = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    for before, after in zip([tangents[0], *tangents], [*tangents, tangents[-1]], strict=True):
        dx, dy = before[0] + after[0], before[1] + after[1]
        length = hypot(dx, dy) or 1
        yield -dy / length, dx / length


def moved(points: Sequence[Point], dx: float, dy: float) -> Outline:
    """The same outline at another place."""
    return [(x + dx, y + dy) for x, y in points]


def scaled(points: Sequence[Point], kx: float, ky: float, centre: Point = (0, 0)) -> Outline:
    """The outline grown from *centre*; a negative factor mirrors it."""
    cx, cy = centre
    return [(cx + (x - cx) * kx, cy + (y - cy) * ky) for x, y in points]


def rotated(points: Sequence[Point], angle: float, centre: Point = (0, 0)) -> Outline:
    """The outline turned clockwise by *angle* degrees around *centre*."""
    cx, cy = centre
    c, s = cos(radians(angle)), sin(radians(angle))
    return [
        (cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c) for x, y in points
    ]


def scatter(count: int, seed: float = 0.0) -> Iterator[tuple[float, float, float]]:
    """*count* triples in 0..1, spread evenly but without a visible grid; the same every time."""
    for i in range(1, count + 1):
        n = i + seed * 97
        yield n * 0.7548776662 % 1, n * 0.5698402909 % 1, n * 0.3819660113 % 1
