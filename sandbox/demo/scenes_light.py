"""The shelf for the home: lamps and candles."""

from sandbox.demo.canvas import Canvas, Tone, sloped, tone
from sandbox.demo.curves import ellipse, ribbon, smooth
from sandbox.demo.shapes_cloth import weave
from sandbox.demo.shapes_flat import INK, PAPER
from sandbox.demo.shapes_plants import leaf
from sandbox.demo.shapes_round import Form, belt, cover, form, mouth, sleeve, stand, tube, wall
from sandbox.demo.shapes_table import (
    BLUE,
    CREAM,
    IRON,
    WHITE,
    glass,
)

SHELF = "home"
LINEN = tone("#eadfc6", depth=0.4)
HONEY = tone("#dca53c")
BRASS = tone("#b8903f", glow=0.6)
BOTTLE = tone("#2f5c46")


def table_lamp(canvas: Canvas) -> None:
    canvas.closer(1.05, 400, 320)
    lamp(canvas, 260, 490, BLUE)
    lamp(canvas, 545, 525, WHITE)


def lamp(canvas: Canvas, x: float, y: float, colours: Tone) -> None:
    """A lit lamp on a ceramic base, standing at (x, y)."""
    body = form(x, (y - 175, 18), (y - 150, 42), (y - 95, 78), (y - 45, 72), (y - 8, 46), (y, 46))
    stand(canvas, body)
    tube(canvas, [(x, y - 250), (x, y - 160)], 13, BRASS)
    wall(canvas, body, colours, 0.45)
    shade = form(x, (y - 390, 82), (y - 215, 128), soft=False, tilt=0.15)
    wall(canvas, shade, LINEN)
    weave(canvas, sleeve(shade), LINEN)
    glow = ellipse(x, y - 250, 95, 60)
    canvas.fill(glow, (255, 226, 160), opacity=0.6, blur=30, inside=sleeve(shade))
    mouth(canvas, shade, LINEN, 3)


def reading_lamp(canvas: Canvas) -> None:
    canvas.closer(1.02, 400, 320)
    _reader(canvas, 250, 480, BOTTLE)
    _reader(canvas, 500, 520, IRON)


def _reader(canvas: Canvas, x: float, y: float, colours: Tone) -> None:
    foot = form(x, (y - 18, 78), (y, 80), soft=False)
    stand(canvas, foot)
    wall(canvas, foot, colours)
    cover(canvas, foot, colours)
    tube(
        canvas,
        smooth([(x, y - 16), (x - 4, y - 200), (x + 20, y - 340), (x + 90, y - 375)]),
        11,
        BRASS,
    )
    head = smooth(
        [
            (x + 60, y - 395),
            (x + 105, y - 425),
            (x + 150, y - 400),
            (x + 195, y - 320),
            (x + 130, y - 280),
            (x + 62, y - 290),
        ],
        closed=True,
    )
    canvas.fill(head, sloped(colours, 235, 80, across=True))
    inner = smooth(
        [(x + 58, y - 290), (x + 120, y - 305), (x + 196, y - 322), (x + 140, y - 275)],
        closed=True,
    )
    canvas.fill(inner, (255, 236, 184))
    canvas.fill(ellipse(x + 130, y - 255, 75, 34), (255, 238, 190), opacity=0.4, blur=24)


def soy_candle(canvas: Canvas) -> None:
    canvas.closer(1.25, 400, 385)
    tumbler(canvas, 215, 445, tone("#7c5a78"))
    tumbler(canvas, 585, 445, tone("#a08c6a"))
    tumbler(canvas, 400, 490, tone("#5c7a5e"))


def tumbler(canvas: Canvas, x: float, y: float, label: Tone) -> None:
    """A burning candle in a glass with a coloured band."""
    body = form(x, (y - 180, 84), (y - 10, 82), (y, 76), soft=False)
    stand(canvas, body)
    glass(canvas, body, CREAM, 0.32)
    tag = body.part(y - 105, y - 45)
    belt(canvas, Form(x, tag.rings, 0.2), y - 105, y - 45, label, 0.95)
    canvas.fill(ribbon([(x - 34, y - 58), (x + 34, y - 58)], 3), PAPER.base, opacity=0.8)
    leaf(canvas, (x - 22, y - 72), 44, -12, PAPER)
    flame(canvas, x, y - 128)


def flame(canvas: Canvas, x: float, y: float) -> None:
    """A small flame on its wick, foot at (x, y)."""
    canvas.fill(ellipse(x, y - 26, 50, 55), (255, 220, 130), opacity=0.45, blur=22)
    canvas.fill(ribbon([(x, y), (x + 1, y - 14)], 3), INK)
    for k, colour in ((1.0, (247, 165, 52)), (0.68, (255, 214, 96)), (0.36, (255, 248, 214))):
        drop = smooth(
            [(x, y - 12 - 44 * k), (x + 10 * k, y - 20), (x, y - 7), (x - 10 * k, y - 20)],
            closed=True,
        )
        canvas.fill(drop, colour, blur=1)


def beeswax_candles(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 320)
    for x, y, height in ((470, 440, 310), (300, 455, 240), (420, 500, 170)):
        body = form(x, (y - height, 64), (y, 64), soft=False)
        stand(canvas, body)
        wall(canvas, body, HONEY, 0.2)
        cover(canvas, body, HONEY)
        canvas.fill(ellipse(x, y - height, 38, 7), tone("#f5cf7a").light, opacity=0.8, blur=4)
        flame(canvas, x, y - height + 2)


SCENES = (
    table_lamp,
    reading_lamp,
    soy_candle,
    beeswax_candles,
)
