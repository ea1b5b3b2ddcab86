"""Things sewn, woven and knitted."""

from collections.abc import Iterator, Sequence
from math import pi, sin

from sandbox.demo.canvas import Canvas, Tone, mixed, sloped
from sandbox.demo.curves import Outline, Point, box, ribbon, scaled, scatter, smooth
from sandbox.demo.shapes_flat import bounds, lying_shadow

INK = (40, 28, 40)


def cloth(canvas: Canvas, outline: Outline, colours: Tone, depth: float = 9) -> None:
    """A soft piece lying or hanging before us: shadow, light, and a rounded edge."""
    lying_shadow(canvas, outline, depth)
    piece(canvas, outline, colours)


def piece(canvas: Canvas, outline: Outline, colours: Tone) -> None:
    """A part of a garment: light from the left and a soft dark rim."""
    canvas.fill(outline, sloped(colours, 195, 120, across=True))
    rim = [*outline, outline[0]]
    canvas.fill(ribbon(rim, 9), colours.dark, opacity=0.45, blur=4, inside=outline)


def fold(canvas: Canvas, line: Sequence[Point], inside: Outline, strength: float = 0.3) -> None:
    """A soft crease along *line*: a shadow with a lit shoulder beside it."""
    course = smooth(line)
    canvas.fill(ribbon(course, 3, 12), INK, opacity=strength, blur=5, inside=inside)
    lit = [(x - 9, y - 2) for x, y in course]
    canvas.fill(ribbon(lit, 3, 9), (255, 252, 244), opacity=strength * 0.7, blur=5, inside=inside)


def seam(canvas: Canvas, line: Sequence[Point], colours: Tone, inside: Outline) -> None:
    """A row of stitches."""
    course = smooth(line)
    canvas.fill(ribbon(course, 1.6), colours.dark, opacity=0.7, inside=inside)
    below = [(x, y + 3) for x, y in course]
    canvas.fill(ribbon(below, 1.2), colours.light, opacity=0.4, inside=inside)


def weave(canvas: Canvas, outline: Outline, colours: Tone, step: float = 4.5) -> None:
    """The threads of linen or canvas over *outline*."""
    left, top, right, bottom = bounds(outline)
    rows = [box(left, y, right, y + step * 0.4) for y in _every(top, bottom, step)]
    threads = [box(x, top, x + step * 0.4, bottom) for x in _every(left, right, step)]
    canvas.fill_all(rows, colours.dark, 0.10, outline)
    canvas.fill_all(threads, colours.light, 0.12, outline)


def _every(start: float, end: float, step: float) -> Iterator[float]:
    return (start + step * i for i in range(int((end - start) / step) + 1))


def ribs(
    canvas: Canvas, outline: Outline, colours: Tone, step: float = 9, lean: float = 0
) -> None:
    """Upright knitted ribs; *lean* shifts their lower ends sideways."""
    left, top, right, bottom = bounds(outline)
    lines = [
        ribbon([(x, top), (x + lean, bottom)], step * 0.34)
        for x in _every(left - abs(lean), right + abs(lean), step)
    ]
    canvas.fill_all(lines, colours.dark, 0.34, outline)
    lit = [[(x - step * 0.4, y) for x, y in line] for line in lines]
    canvas.fill_all(lit, colours.light, 0.22, outline)


def nap(canvas: Canvas, outline: Outline, colours: Tone, count: int = 420) -> None:
    """The pile of wool or terry: many short hairs."""
    left, top, right, bottom = bounds(outline)
    hairs = []
    for u, v, w in scatter(count, 0.11):
        x, y = left + (right - left) * u, top + (bottom - top) * v
        hairs.append(ribbon([(x, y), (x + 4 - 8 * w, y + 5)], 1.1))
    canvas.fill_all(hairs[::2], colours.dark, 0.24, outline)
    canvas.fill_all(hairs[1::2], colours.light, 0.3, outline)


def fringe(canvas: Canvas, start: Point, end: Point, length: float, colours: Tone) -> None:
    """Tassels hanging from the edge between two points."""
    count = int(abs(end[0] - start[0]) / 7) or 1
    for i in range(count + 1):
        x = start[0] + (end[0] - start[0]) * i / count
        y = start[1] + (end[1] - start[1]) * i / count
        tip = (x + 4 * sin(i * 2.1), y + length * (0.9 + 0.1 * sin(i * 1.3)))
        canvas.fill(
            ribbon([(x, y - 2), tip], 4.4, 3), mixed(colours.base, colours.dark, 0.3 * (i % 3) / 2)
        )


def folded(
    canvas: Canvas, at: Point, size: Point, colours: Tone, layers: int = 2
) -> list[Outline]:
    """A folded stack of one cloth, foot middle at *at*; returns the layers' outlines, top last."""
    (x, y), (width, height) = at, size
    each = height / layers
    outlines = [
        roll(x + 3 * sin(i * 2.2), y - each * i, width - 4 * (i % 2), each + 2)
        for i in range(layers)
    ]
    for outline in outlines:
        canvas.fill(outline, sloped(colours, 205, 70))
        left, _, right, bottom = bounds(outline)
        crease = [(left + 14, bottom - each * 0.48), (right - 4, bottom - each * 0.5)]
        canvas.fill(ribbon(crease, 3, 2), colours.dark, opacity=0.5, blur=1, inside=outline)
    return outlines


def roll(x: float, y: float, width: float, height: float) -> Outline:
    """The front of one fold: round on its left, a little open on its right."""
    half = width / 2
    return box(x - half, y - height, x + half, y, height * 0.46)


def wavy(start: Point, end: Point, swing: float, waves: float = 1.0) -> Outline:
    """A line from *start* to *end* that sways sideways by *swing*."""
    count = 24
    return [
        (
            start[0] + (end[0] - start[0]) * i / count + swing * sin(i / count * 2 * pi * waves),
            start[1] + (end[1] - start[1]) * i / count,
        )
        for i in range(count + 1)
    ]


def mirrored(half: Sequence[Point], x: float) -> Outline:
    """A whole outline from its right *half*, mirrored at the upright through *x*."""
    return [*half, *reversed(scaled(half, -1, 1, (x, 0)))]
