"""Things with faces and edges: boards, boxes, books, cards, pencils."""

from collections.abc import Iterator
from math import pi, sin

from sandbox.demo.canvas import Canvas, Tone, mixed, sloped, tone
from sandbox.demo.curves import Outline, Point, box, ellipse, moved, ribbon, rotated, scatter

INK = (40, 28, 40)
PAPER = tone("#f7f2e6", depth=0.3)
BEECH = tone("#d9ab76")
OAK = tone("#bd8a55")
KRAFT = tone("#c29a6b")


def slab(canvas: Canvas, face: Outline, colours: Tone, thick: float = 10) -> None:
    """A flat thing lying towards us: its *face*, and below it an edge *thick* points high."""
    for step in range(int(thick), 0, -2):
        canvas.fill(moved(face, 0, step), mixed(colours.base, colours.dark, 0.75))
    canvas.fill(face, sloped(colours, 215, 140, across=True))


def upright(canvas: Canvas, face: Outline, colours: Tone, thick: float = 8) -> None:
    """A flat thing facing us, with a side *thick* points wide on its right."""
    for step in range(int(thick), 0, -1):
        canvas.fill(moved(face, step, step * 0.35), mixed(colours.base, colours.dark, 0.8))
    canvas.fill(face, sloped(colours, 215, 130))


def lying_shadow(canvas: Canvas, face: Outline, depth: float = 10) -> None:
    """The shadow of something that lies flat on the floor."""
    canvas.fill(moved(face, depth * 1.2, depth * 1.6), INK, opacity=0.28, blur=depth)
    canvas.fill(moved(face, depth * 0.3, depth * 0.6), INK, opacity=0.35, blur=depth * 0.35)


def grain(canvas: Canvas, face: Outline, colours: Tone, angle: float = 0, count: int = 22) -> None:
    """Wood grain running along *angle* degrees over *face*."""
    left, top, right, bottom = bounds(face)
    middle = ((left + right) / 2, (top + bottom) / 2)
    reach = max(right - left, bottom - top)
    lines = [rotated(line, angle, middle) for line in _fibres(middle, reach, count)]
    canvas.fill_all(lines, colours.dark, 0.22, face)


def _fibres(middle: Point, reach: float, count: int) -> Iterator[Outline]:
    for u, v, w in scatter(count, 0.7):
        y = middle[1] + (u - 0.5) * reach * 1.2
        start = middle[0] - reach * (0.25 + 0.6 * v)
        length = reach * (0.5 + w)
        wave = 1.5 + 5 * w
        line = [
            (start + length * i / 24, y + wave * sin(i / 24 * pi * (1 + v) + w * 6))
            for i in range(25)
        ]
        yield ribbon(line, 0.8 + 1.4 * v, 0.5)


def bounds(outline: Outline) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of an outline."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return min(xs), min(ys), max(xs), max(ys)


def crate(
    canvas: Canvas, x: float, y: float, size: Point, colours: Tone, depth: float = 0.5
) -> Outline:
    """A box standing at (x, y) (middle of its front foot); returns the outline of its front."""
    width, height = size
    left, right, top = x - width / 2, x + width / 2, y - height
    back = width * depth * 0.5
    lid = [
        (left, top),
        (right, top),
        (right - back * 0.4, top - back),
        (left + back * 0.4, top - back),
    ]
    canvas.fill(lid, mixed(colours.base, colours.light, 0.8))
    front = box(left, top, right, y)
    canvas.fill(front, sloped(colours, 190, 105, across=True))
    canvas.fill(box(left, top, right, top + 2), colours.light, opacity=0.7)
    return front


def book(
    canvas: Canvas, at: Point, size: Point, cover: Tone, angle: float = 0, leaves: float = 16
) -> Outline:
    """A closed book seen from the front, its pages at the right; returns its cover's outline."""
    width, height = size
    x, y = at
    face = rotated(box(x, y, x + width, y + height, 7), angle, at)
    back = moved(face, leaves * 0.8, leaves)
    lying_shadow(canvas, back, 9)
    canvas.fill(back, cover.dark)
    for step in range(int(leaves), 1, -2):
        shade = PAPER.base if step % 4 else mixed(PAPER.base, PAPER.dark, 0.4)
        canvas.fill(
            moved(
                rotated(box(x, y + 3, x + width - 2, y + height - 2, 4), angle, at),
                step * 0.8,
                step,
            ),
            shade,
        )
    canvas.fill(face, sloped(cover, 210, 130, across=True))
    return face


def rod(
    canvas: Canvas, start: Point, end: Point, width: float, colours: Tone, last: float = 0
) -> None:
    """A straight round stick from *start* to *end*."""
    finish = last or width
    canvas.fill(ribbon([start, end], width, finish), colours.dark)
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5 or 1
    nx, ny = (end[1] - start[1]) / length, -(end[0] - start[0]) / length
    if nx + ny > 0:
        nx, ny = -nx, -ny
    for share, shift, colour in ((0.72, 0.12, colours.base), (0.26, 0.22, colours.light)):
        dx, dy = nx * width * shift, ny * width * shift
        line = [(start[0] + dx, start[1] + dy), (end[0] + dx, end[1] + dy)]
        canvas.fill(ribbon(line, width * share, finish * share), colour, opacity=0.9, blur=1)


def disc(canvas: Canvas, at: Point, radius: float, colours: Tone, squash: float = 1.0) -> Outline:
    """A ball or a flat round, lit from the upper left; returns its outline."""
    x, y = at
    edge = ellipse(x, y, radius, radius * squash)
    canvas.fill(edge, sloped(colours, 175, 85))
    lit = ellipse(
        x - radius * 0.28, y - radius * 0.3 * squash, radius * 0.6, radius * 0.5 * squash
    )
    canvas.fill(lit, colours.light, opacity=0.5, blur=radius * 0.22, inside=edge)
    return edge
