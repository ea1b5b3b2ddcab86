"""The shelf for the home: textiles and things to look at."""

from math import cos, radians, sin

from sandbox.demo.canvas import Canvas, Tone, sloped, tone
from sandbox.demo.curves import Point, ellipse, moved, ribbon, smooth
from sandbox.demo.shapes_cloth import fold, folded, fringe, nap, piece, weave
from sandbox.demo.shapes_flat import INK, OAK, disc, rod
from sandbox.demo.shapes_plants import blossom, leaf, sprig
from sandbox.demo.shapes_round import Form, belt, form, mouth, sleeve, stand, tube, wall
from sandbox.demo.shapes_table import (
    BLUE,
    CLAY,
    CREAM,
    IRON,
    SAGE,
    TERRACOTTA,
    WHITE,
)

SHELF = "home"
LINEN = tone("#eadfc6", depth=0.4)
RUST = tone("#ad5230")
MUSTARD = tone("#d3992f")
GREY = tone("#93969b")
STRAW = tone("#b98f52")


def wool_blanket(canvas: Canvas) -> None:
    canvas.closer(1.12, 400, 370)
    canvas.ground(400, 510, 440)
    for outline in folded(canvas, (400, 510), (440, 150), GREY, 2):
        nap(canvas, outline, GREY)
    for outline in folded(canvas, (405, 362), (430, 150), MUSTARD, 2):
        nap(canvas, outline, MUSTARD)
    flap = smooth(
        [
            (230, 215),
            (400, 205),
            (575, 216),
            (580, 330),
            (572, 420),
            (400, 432),
            (236, 420),
            (228, 330),
        ],
        closed=True,
    )
    canvas.fill(moved(flap, 3, 10), INK, opacity=0.35, blur=8)
    fringe(canvas, (240, 418), (572, 418), 34, MUSTARD)
    piece(canvas, flap, MUSTARD)
    nap(canvas, flap, MUSTARD, 900)
    fold(canvas, [(330, 205), (345, 320), (335, 430)], flap, 0.2)


def linen_cushion(canvas: Canvas) -> None:
    canvas.closer(1.12, 400, 360)
    _cushion(canvas, 270, 330, 250, LINEN)
    _cushion(canvas, 545, 340, 240, SAGE)
    _cushion(canvas, 405, 385, 270, RUST)


def _cushion(canvas: Canvas, x: float, y: float, size: float, colours: Tone) -> None:
    half = size / 2
    canvas.ground(x, y + half * 0.95, size)
    edge = smooth(
        [
            (x - half, y - half),
            (x, y - half * 0.9),
            (x + half, y - half),
            (x + half * 0.93, y),
            (x + half, y + half),
            (x, y + half * 0.95),
            (x - half, y + half),
            (x - half * 0.93, y),
        ],
        closed=True,
    )
    piece(canvas, edge, colours)
    canvas.fill(
        ellipse(x - half * 0.2, y - half * 0.25, half * 0.6, half * 0.5),
        colours.light,
        opacity=0.35,
        blur=30,
        inside=edge,
    )
    weave(canvas, edge, colours)
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        corner = (x + sx * half * 0.94, y + sy * half * 0.94)
        fold(canvas, [corner, (x + sx * half * 0.6, y + sy * half * 0.5)], edge, 0.22)


def bath_towel(canvas: Canvas) -> None:
    canvas.closer(1.12, 400, 365)
    canvas.ground(400, 510, 430)
    stack = ((510, 430, SAGE), (420, 424, WHITE), (330, 300, SAGE), (262, 294, WHITE))
    for y, width, colours in stack:
        x = 400 - (430 - width) * 0.12
        for outline in folded(canvas, (x, y), (width, 88 if width > 400 else 66), colours, 2):
            nap(canvas, outline, colours, 700)


def tall_vase(canvas: Canvas) -> None:
    canvas.closer(1.02, 400, 320)
    for lean, height in ((-56, 125), (8, 150), (70, 118)):
        sprig(canvas, (400, 205), height, lean, tone("#7f9660"))
    body = form(400, (190, 34), (215, 32), (270, 62), (350, 104), (430, 104), (510, 70), (520, 66))
    stand(canvas, body)
    wall(canvas, body, CLAY, 0)
    belt(canvas, body, 190, 400, CREAM)
    belt(canvas, body, 398, 401, tone("#a98a6c"), 0.5)


def bud_vase(canvas: Canvas) -> None:
    canvas.closer(1.15, 400, 330)
    bud(canvas, 500, 445, WHITE, tone("#d9829b"))
    bud(canvas, 315, 490, BLUE, tone("#f3ead6"))


def bud(canvas: Canvas, x: float, y: float, colours: Tone, petals: Tone) -> None:
    """A round vase with one flower."""
    stem = smooth([(x, y - 150), (x + 6, y - 215), (x + 20, y - 270)])
    body = form(
        x, (y - 170, 24), (y - 150, 20), (y - 110, 68), (y - 60, 92), (y - 12, 62), (y, 54)
    )
    stand(canvas, body)
    canvas.fill(ribbon(stem, 4), tone("#6b7a45").base)
    leaf(canvas, (x + 5, y - 205), 46, -25)
    blossom(canvas, stem[-1], 34, petals, 6)
    wall(canvas, body, colours, 0.5)
    canvas.fill(ribbon(ellipse(x, y - 170, 23, 4.6), 3), colours.light)


def seagrass_basket(canvas: Canvas) -> None:
    canvas.closer(1.1, 400, 365)
    _basket(canvas, 560, 430, 200, 190)
    _basket(canvas, 270, 470, 300, 270)
    _basket(canvas, 520, 520, 150, 120)


def _basket(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    half = width / 2
    for side in (-1, 1):
        ring = smooth(
            [
                (x + side * half * 0.55, y - height + 4),
                (x + side * half * 0.75, y - height - 46),
                (x + side * half * 0.98, y - height + 6),
            ]
        )
        tube(canvas, ring, 12, STRAW)
    body = form(x, (y - height, half), (y - height * 0.45, half * 1.04), (y, half * 0.82))
    stand(canvas, body)
    wall(canvas, body, STRAW)
    _plait(canvas, body, height)
    mouth(canvas, body, STRAW, 9)


def _plait(canvas: Canvas, body: Form, height: float) -> None:
    (top, _), (bottom, _) = body.top, body.foot
    rows = int(height / 13)
    dark, lit = [], []
    for row in range(rows + 3):
        y = top + (bottom - top) * row / rows
        for a in range(4 + 6 * (row % 2), 180, 12):
            half = body.half(min(y, bottom))
            at = (body.x + half * cos(radians(a)), y + half * body.tilt * sin(radians(a)))
            dark.append(ellipse(at[0], at[1] + 4, 8 * sin(radians(a)) + 1, 2.6))
            lit.append(ellipse(at[0] - 1, at[1] - 1, 7 * sin(radians(a)) + 1, 2.4))
    canvas.fill_all(dark, STRAW.dark, 0.55, sleeve(body))
    canvas.fill_all(lit, STRAW.light, 0.4, sleeve(body))


def wall_clock(canvas: Canvas) -> None:
    canvas.closer(1.05, 400, 300)
    canvas.fill(ellipse(424, 338, 212, 212), INK, opacity=0.3, blur=24)
    disc(canvas, (400, 300), 218, OAK)
    canvas.fill(ellipse(400, 300, 192, 192), OAK.dark, opacity=0.7)
    canvas.fill(ellipse(401, 302, 188, 188), sloped(WHITE, 150, 240))
    for hour in range(12):
        _mark(canvas, hour * 30, 26 if hour % 3 == 0 else 13)
    rod(canvas, (400, 300), _hand(-52, 96), 10, IRON, 7)
    rod(canvas, (400, 300), _hand(-330, 148), 7, IRON, 5)
    disc(canvas, (400, 300), 12, OAK)


def _hand(angle: float, length: float) -> Point:
    return 400 + length * sin(radians(angle)), 300 - length * cos(radians(angle))


def _mark(canvas: Canvas, angle: float, length: float) -> None:
    canvas.fill(ribbon([_hand(angle, 170), _hand(angle, 170 - length)], 6), IRON.base)


def plant_pot(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 345)
    for x, y, k in ((585, 445, 0.78), (225, 470, 0.95), (430, 520, 1.2)):
        _pot(canvas, x, y, k)


def _pot(canvas: Canvas, x: float, y: float, k: float) -> None:
    saucer = form(x, (y - 16 * k, 92 * k), (y, 78 * k), soft=False)
    stand(canvas, saucer)
    wall(canvas, saucer, TERRACOTTA)
    mouth(canvas, saucer, TERRACOTTA, 3)
    body = form(x, (y - 165 * k, 96 * k), (y - 12 * k, 68 * k), soft=False)
    wall(canvas, body, TERRACOTTA)
    rim = form(x, (y - 185 * k, 106 * k), (y - 145 * k, 102 * k), soft=False)
    canvas.shade(
        sleeve(form(x, (y - 150 * k, 100 * k), (y - 132 * k, 94 * k), soft=False)), sleeve(body)
    )
    wall(canvas, rim, TERRACOTTA)
    mouth(canvas, rim, TERRACOTTA, 8 * k, tone("#4a3528"))
    for turn in (-150, -120, -92, -62, -30):
        leaf(
            canvas,
            (x, y - 178 * k),
            (150 if turn == -92 else 125) * k,
            turn,
            tone("#5c8a54"),
            0.34,
        )


SCENES = (
    wool_blanket,
    linen_cushion,
    bath_towel,
    tall_vase,
    bud_vase,
    seagrass_basket,
    wall_clock,
    plant_pot,
)
