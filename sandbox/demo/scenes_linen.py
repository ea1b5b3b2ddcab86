"""The kitchen shelf: towels and mitts."""

from math import cos, radians, sin

from sandbox.demo.canvas import Canvas, Tone, sloped, tone
from sandbox.demo.curves import (
    Outline,
    Point,
    box,
    moved,
    ribbon,
    rotated,
    scaled,
    smooth,
)
from sandbox.demo.shapes_cloth import cloth, fold, folded, seam, weave
from sandbox.demo.shapes_table import BLUE, CREAM

SHELF = "kitchen"
LINEN = tone("#d3c3a4")
MUSTARD = tone("#d3992f")
GREY = tone("#8d9094")


def tea_towel(canvas: Canvas) -> None:
    canvas.closer(1.12, 400, 350)
    canvas.ground(400, 503, 430, 0.8)
    for y, colours in ((505, LINEN), (427, BLUE)):
        for outline in folded(canvas, (400 + (y - 450) * 0.1, y), (450, 82), colours, 2):
            weave(canvas, outline, colours)
    _draped(canvas)


def _draped(canvas: Canvas) -> None:
    left = smooth([(196, 362), (186, 300), (204, 262), (240, 250)])
    sheet = [*left, *reversed(moved(scaled(left, -1, 1), 800, 0))]
    canvas.fill(moved(sheet, 4, 14), (40, 30, 36), opacity=0.3, blur=9)
    canvas.fill(sheet, sloped(LINEN, 220, 150))
    weave(canvas, sheet, LINEN)
    for y in (300, 314, 328):
        canvas.fill(ribbon([(170, y), (640, y)], 5), BLUE.base, opacity=0.85, inside=sheet)
    fold(canvas, [(330, 215), (350, 300), (340, 370)], sheet, 0.2)


def oven_mitt(canvas: Canvas) -> None:
    canvas.closer(1.1, 400, 320)
    _mitt(canvas, 500, 330, GREY, 14)
    _mitt(canvas, 320, 325, MUSTARD, -10)


def _mitt(canvas: Canvas, x: float, y: float, colours: Tone, angle: float) -> None:
    hand = smooth(
        [
            (x - 88, y + 150),
            (x - 84, y - 20),
            (x - 92, y - 130),
            (x - 30, y - 205),
            (x + 45, y - 180),
            (x + 70, y - 90),
            (x + 78, y - 20),
            (x + 105, y - 75),
            (x + 150, y - 95),
            (x + 168, y - 50),
            (x + 130, y + 30),
            (x + 90, y + 85),
            (x + 86, y + 150),
        ],
        closed=True,
    )
    outline = rotated(hand, angle, (x, y))
    cloth(canvas, outline, colours, 10)
    _quilt(canvas, outline, colours, (x, y))
    cuff = rotated(box(x - 98, y + 128, x + 98, y + 190, 14), angle, (x, y))
    cloth(canvas, cuff, CREAM, 4)
    seam(canvas, rotated([(x - 92, y + 178), (x + 92, y + 178)], angle, (x, y)), CREAM, cuff)


def _quilt(canvas: Canvas, outline: Outline, colours: Tone, at: Point) -> None:
    for turn in (45, 135):
        dx, dy = cos(radians(turn)), sin(radians(turn))
        for i in range(-6, 7):
            cx, cy = at[0] - dy * i * 42, at[1] + dx * i * 42
            line = [(cx - dx * 400, cy - dy * 400), (cx + dx * 400, cy + dy * 400)]
            canvas.fill(ribbon(line, 2.5), colours.dark, opacity=0.45, blur=1, inside=outline)
            lit = moved(line, 3, 4)
            canvas.fill(ribbon(lit, 3), colours.light, opacity=0.3, blur=2, inside=outline)


SCENES = (
    tea_towel,
    oven_mitt,
)
