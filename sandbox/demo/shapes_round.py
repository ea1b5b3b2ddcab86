"""Things turned on a wheel or a lathe: mugs, vases, tins, jars, pans, shades."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from PIL import Image

from sandbox.demo.canvas import SCALE, Box, Canvas, Paint, Tone, graded
from sandbox.demo.curves import Outline, Point, ellipse, ribbon, scatter, smooth

TILT = 0.2
INK = (40, 28, 40)


@dataclass(frozen=True, slots=True)
class Form:
    """A body of revolution around *x*: (y, half width) from top to bottom, seen from a bit above.

    *tilt* is the height of its circles as a share of their width.
    """

    x: float
    rings: tuple[Point, ...]
    tilt: float = TILT

    @property
    def top(self) -> Point:
        return self.rings[0]

    @property
    def foot(self) -> Point:
        return self.rings[-1]

    def half(self, y: float) -> float:
        """The half width at height *y*; beyond the ends, that of the end."""
        for (upper, wide), (lower, narrow) in zip(self.rings, self.rings[1:], strict=False):
            if upper <= y <= lower:
                return wide + (narrow - wide) * (y - upper) / ((lower - upper) or 1)
        return self.rings[0][1] if y < self.rings[0][0] else self.rings[-1][1]

    def part(self, start: float, end: float) -> "Form":
        """The slice between two heights."""
        inner = tuple(ring for ring in self.rings if start < ring[0] < end)
        return Form(self.x, ((start, self.half(start)), *inner, (end, self.half(end))), self.tilt)


def form(x: float, *rings: Point, soft: bool = True, tilt: float = TILT) -> Form:
    """A form through *rings*, with a soft profile unless told otherwise."""
    return Form(x, tuple(smooth(rings)) if soft else rings, tilt)


def silhouette(body: Form) -> Outline:
    """The outline of the whole body, the back of its rim included."""
    (top, rim), (bottom, foot) = body.top, body.foot
    down = [(body.x + half, y) for y, half in body.rings]
    up = [(body.x - half, y) for y, half in reversed(body.rings)]
    back = ellipse(body.x, top, rim, rim * body.tilt, 180, 360)
    front = ellipse(body.x, bottom, foot, foot * body.tilt, 0, 180)
    return [*back, *down, *front, *up]


def sleeve(body: Form) -> Outline:
    """The outer wall alone: its upper edge follows the front of the rim."""
    (top, rim), (bottom, foot) = body.top, body.foot
    right = [(body.x + half, y) for y, half in body.rings]
    left = [(body.x - half, y) for y, half in reversed(body.rings)]
    front = ellipse(body.x, bottom, foot, foot * body.tilt, 0, 180)
    edge = ellipse(body.x, top, rim, rim * body.tilt, 180, 0)
    return [*right, *front, *left, *edge]


def turned(body: Form, colours: Tone) -> Paint:
    """Light on a round wall: bright on the left, dark towards the right edge."""

    def paint(at: Box) -> Image.Image:
        levels = Image.new("L", (at[2] - at[0], at[3] - at[1]), 128)
        for row in range(levels.height):
            half = max(1.0, body.half((at[1] + row) / SCALE) + 0.7) * SCALE
            strip = _wall_light().resize((int(half * 2) + 1, 1), Image.Resampling.BILINEAR)
            levels.paste(strip, (int(body.x * SCALE - half) - at[0], row))
        return graded(levels, colours)

    return paint


@lru_cache(maxsize=1)
def _wall_light() -> Image.Image:
    strip = Image.new("L", (256, 1))
    strip.putdata([_light(i / 127.5 - 1) for i in range(256)])
    return strip


def _light(across: float) -> int:
    """The light on a wall at *across*, from -1 at the left edge to 1 at the right."""
    straight = -0.55 * across + 0.83 * sqrt(max(0.0, 1 - across * across))
    bounce = 0.14 * max(0.0, across - 0.78) / 0.22
    direct: float = max(0.0, straight) ** 1.25
    return round(255 * min(1.0, 0.02 + 0.88 * direct + bounce))


def wall(canvas: Canvas, body: Form, colours: Tone, gloss: float = 0.0) -> None:
    """Paint the wall of *body*; *gloss* (0..1) adds a window's reflection."""
    outline = silhouette(body)
    canvas.fill(outline, turned(body, colours))
    bottom = body.foot[0]
    height = bottom - body.top[0]
    low = [(x, y) for x, y in outline if y > bottom - height * 0.2] or outline
    canvas.fill(low, INK, opacity=0.16, blur=10, inside=outline)
    if gloss:
        reflection(canvas, body, gloss)


def reflection(canvas: Canvas, body: Form, strength: float) -> None:
    """The long soft window that a glazed wall mirrors on its lit side."""
    (top, _), (bottom, _) = body.top, body.foot
    drop = (bottom - top) * 0.1
    span = [top + drop + (bottom - top - 2 * drop) * i / 12 for i in range(13)]
    sag = body.tilt * 0.75
    line = [(body.x - body.half(y) * 0.62, y + body.half(y) * sag) for y in span]
    width = body.half((top + bottom) / 2) * 0.13
    canvas.shine(ribbon(line, width, width * 0.7), silhouette(body), strength)


def mouth(
    canvas: Canvas, body: Form, inner: Tone, lip: float = 5, fill: Tone | None = None
) -> None:
    """The open top: a lip, the inside wall and, with *fill*, what is in it."""
    y, rim = body.top
    hole = ellipse(body.x, y, rim - lip, (rim - lip) * body.tilt)
    canvas.fill(ellipse(body.x, y, rim, rim * body.tilt), inner.light)
    canvas.fill(hole, inner.base)
    _hollow(canvas, body, hole, inner, lip)
    if fill is not None:
        _surface(canvas, body, hole, fill, lip)


def _hollow(canvas: Canvas, body: Form, hole: Outline, inner: Tone, lip: float) -> None:
    y, rim = body.top
    deep = (rim - lip) * body.tilt
    canvas.fill(hole, inner.dark, opacity=0.55)
    lit = ellipse(body.x + rim * 0.28, y + deep * 0.5, rim * 0.75, deep)
    canvas.fill(lit, inner.base, opacity=0.9, blur=rim * 0.09 + 2, inside=hole)
    cast = ellipse(body.x - rim * 0.3, y - deep * 0.7, rim * 0.9, deep * 0.8)
    canvas.fill(cast, INK, opacity=0.3, blur=rim * 0.06 + 2, inside=hole)


def _surface(canvas: Canvas, body: Form, hole: Outline, fill: Tone, lip: float) -> None:
    y, rim = body.top
    half = rim - lip * 1.6
    level = ellipse(body.x, y + rim * body.tilt * 0.34, half, half * body.tilt)
    canvas.fill(level, fill.base, inside=hole)
    glint = ellipse(body.x + half * 0.3, y + rim * body.tilt * 0.7, half * 0.42, half * 0.06)
    canvas.fill(glint, fill.light, opacity=0.6, blur=3, inside=hole)


def cover(canvas: Canvas, body: Form, colours: Tone) -> None:
    """A closed flat top: the lid of a tin, the cut of a candle."""
    y, rim = body.top
    top = ellipse(body.x, y, rim, rim * body.tilt)
    canvas.fill(top, colours.light)
    shadow = ellipse(body.x + rim * 0.25, y + rim * body.tilt * 0.3, rim, rim * body.tilt * 0.9)
    canvas.fill(shadow, colours.base, opacity=0.75, blur=rim * 0.12, inside=top)


def belt(
    canvas: Canvas, body: Form, start: float, end: float, colours: Tone, opacity: float = 1.0
) -> None:
    """A band around the wall between two heights: a stripe, a label, a glaze."""
    piece = body.part(start, end)
    canvas.fill(sleeve(piece), turned(body, colours), opacity=opacity, inside=silhouette(body))


def specks(canvas: Canvas, body: Form, colours: Tone, count: int = 90) -> None:
    """Small dark specks in the glaze."""
    (top, rim), (bottom, _) = body.top, body.foot
    reach = max(half for _, half in body.rings)
    dots = [
        ellipse(body.x + (u * 2 - 1) * reach, top + (bottom - top + rim * 0.2) * v, s, s * 0.8)
        for u, v, w in scatter(count, 0.3)
        for s in (0.7 + w * w * 2,)
    ]
    canvas.fill_all(dots, colours.dark, 0.55, sleeve(body))


def tube(
    canvas: Canvas, line: Sequence[Point], width: float, colours: Tone, end: float = 0
) -> None:
    """A round bar along *line*: a handle, a spout, a cord."""
    last = end or width
    canvas.fill(ribbon(line, width, last), colours.dark)
    inside = ribbon(line, width, last)
    for share, shift, colour in ((0.8, 0.09, colours.base), (0.34, 0.2, colours.light)):
        lifted = [(x - width * shift, y - width * shift) for x, y in line]
        stroke = ribbon(lifted, width * share, last * share)
        canvas.fill(stroke, colour, opacity=0.9, blur=width * 0.09, inside=inside)


def stand(canvas: Canvas, body: Form, strength: float = 1.0) -> None:
    """The shadow under *body*."""
    y, foot = body.foot
    canvas.ground(body.x, y + foot * body.tilt * 0.6, foot * 2, strength)
