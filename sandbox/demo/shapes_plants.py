"""Leaves, flowers, beans and grains that tell what is in the tin."""

from math import cos, radians, sin

from sandbox.demo.canvas import Canvas, Tone, sloped, tone
from sandbox.demo.curves import Outline, Point, ellipse, moved, ribbon, rotated, scatter, smooth

LEAF = tone("#6f8f52")
STEM = tone("#6b7a45")
BEAN = tone("#5b3826")


def leaf(
    canvas: Canvas,
    at: Point,
    length: float,
    angle: float,
    colours: Tone = LEAF,
    wide: float = 0.36,
) -> None:
    """One leaf growing from *at* towards *angle*."""
    x, y = at
    half = length * wide / 2
    blade = smooth(
        [(x, y), (x + length * 0.35, y - half), (x + length, y), (x + length * 0.35, y + half)],
        closed=True,
    )
    edge = rotated(blade, angle, at)
    canvas.fill(edge, sloped(colours, 190, 110))
    rib = rotated([(x, y), (x + length * 0.92, y)], angle, at)
    canvas.fill(ribbon(rib, 1.8, 0.6), colours.dark, opacity=0.5)
    lit = rotated(
        [(x + length * 0.1, y - half * 0.5), (x + length * 0.7, y - half * 0.4)], angle, at
    )
    canvas.fill(ribbon(lit, half * 0.7, 1), colours.light, opacity=0.35, blur=2, inside=edge)


def sprig(
    canvas: Canvas, at: Point, height: float, lean: float = 0, colours: Tone = LEAF, pairs: int = 5
) -> None:
    """A twig with paired leaves, rising from *at*; *lean* moves its tip sideways."""
    x, y = at
    line = smooth([(x, y), (x + lean * 0.3, y - height * 0.5), (x + lean, y - height)])
    canvas.fill(ribbon(line, 4, 2), STEM.base)
    for i in range(pairs):
        px, py = line[int(len(line) * (0.32 + 0.66 * i / pairs)) - 1]
        size = height * (0.3 - 0.025 * i)
        leaf(canvas, (px, py), size, -38 + lean * 0.1, colours)
        leaf(canvas, (px, py), size, -142 + lean * 0.1, colours)
    leaf(canvas, line[-1], height * 0.2, -90 + lean * 0.2, colours)


def blossom(canvas: Canvas, at: Point, radius: float, colours: Tone, petals: int = 5) -> None:
    """An open flower with a yellow heart."""
    for i in range(petals):
        angle = 360 / petals * i - 90
        x = at[0] + radius * 0.55 * cos(radians(angle))
        y = at[1] + radius * 0.55 * sin(radians(angle))
        petal = rotated(ellipse(x, y, radius * 0.52, radius * 0.36), angle, (x, y))
        canvas.fill(petal, sloped(colours, 225, 150))
    canvas.fill(ellipse(*at, radius * 0.2, radius * 0.2), tone("#e2b23c").base)


def bean(canvas: Canvas, at: Point, size: float, angle: float, colours: Tone = BEAN) -> None:
    """A roasted coffee bean lying on the floor."""
    x, y = at
    edge = rotated(ellipse(x, y, size, size * 0.68), angle, at)
    canvas.fill(moved(edge, 3, 4), (40, 28, 32), opacity=0.35, blur=3)
    canvas.fill(edge, sloped(colours, 200, 90))
    slit = smooth(
        [
            (x - size, y),
            (x - size * 0.3, y + size * 0.12),
            (x + size * 0.3, y - size * 0.12),
            (x + size, y),
        ]
    )
    canvas.fill(ribbon(rotated(slit, angle, at), 2.6), colours.dark, inside=edge)
    lit = rotated(ellipse(x - size * 0.2, y - size * 0.34, size * 0.4, size * 0.12), angle, at)
    canvas.fill(lit, colours.light, opacity=0.5, blur=2, inside=edge)


def beans(canvas: Canvas, left: float, right: float, y: float, count: int = 9) -> None:
    """A handful of beans on the floor between *left* and *right*."""
    for u, v, w in sorted(scatter(count, 0.5), key=lambda spot: spot[1]):
        bean(canvas, (left + (right - left) * u, y + 34 * v), 11 + 3 * w, 180 * w)


def flakes(
    canvas: Canvas, spread: Outline, colours: Tone, count: int = 40, size: float = 12
) -> None:
    """Dry tea strewn over the bounding box of *spread*, two opposite corners."""
    (left, top), (right, bottom) = spread
    for u, v, w in sorted(scatter(count, 0.9), key=lambda spot: spot[1]):
        reach = abs(u - 0.5) * 2
        x = left + (right - left) * u
        y = top + (bottom - top) * (0.5 + (v - 0.5) * (1 - reach * reach))
        curl = smooth([(x, y), (x + size * 0.5, y - 3 + 6 * w), (x + size, y)])
        piece = rotated(curl, 180 * w * 2, (x, y))
        canvas.fill(moved(ribbon(piece, 4, 2), 2, 3), (40, 30, 32), opacity=0.25, blur=2)
        canvas.fill(ribbon(piece, 4, 2), colours.base if w < 0.5 else colours.dark)
