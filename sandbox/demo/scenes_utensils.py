"""The kitchen shelf: wooden tools, jars and linen."""

from math import cos, radians, sin

from sandbox.demo.canvas import Canvas, Tone, mixed, sloped, tone
from sandbox.demo.curves import Outline, Point, box, ellipse, moved, ribbon, rotated, smooth
from sandbox.demo.shapes_cloth import cloth, fold, folded, seam, weave
from sandbox.demo.shapes_flat import BEECH, OAK, grain, lying_shadow, rod, slab
from sandbox.demo.shapes_plants import flakes
from sandbox.demo.shapes_round import belt, cover, form, stand, wall
from sandbox.demo.shapes_table import BLUE, CREAM, STEEL, glass

SHELF = "kitchen"
BAMBOO = tone("#d8b47c")
LINEN = tone("#d3c3a4")
MUSTARD = tone("#d3992f")
GREY = tone("#8d9094")


def beech_spoons(canvas: Canvas) -> None:
    canvas.closer(1.12, 400, 320)
    for x, head in ((235, _spoon), (400, _slotted), (565, _spatula)):
        head(canvas, x)


def _stem(canvas: Canvas, x: float, top: float) -> None:
    line = [(x, top), (x, 535)]
    canvas.fill(moved(ribbon(line, 22, 28), 9, 10), (40, 30, 36), opacity=0.3, blur=7)
    rod(canvas, line[0], line[1], 20, BEECH, 27)


def _head(canvas: Canvas, outline: Outline) -> None:
    lying_shadow(canvas, outline, 8)
    canvas.fill(outline, sloped(BEECH, 215, 135, across=True))
    grain(canvas, outline, BEECH, 90, 14)


def _spoon(canvas: Canvas, x: float) -> None:
    _stem(canvas, x, 230)
    _head(canvas, ellipse(x, 170, 56, 84))
    hollow = ellipse(x, 165, 42, 64)
    canvas.fill(hollow, sloped(BEECH, 90, 190, across=True))
    canvas.fill(ellipse(x + 18, 180, 22, 44), BEECH.light, opacity=0.5, blur=9, inside=hollow)


def _slotted(canvas: Canvas, x: float) -> None:
    _stem(canvas, x, 230)
    _head(canvas, ellipse(x, 170, 58, 84))
    for dx in (-24, 0, 24):
        slot = box(x + dx - 5, 128 + abs(dx) * 0.6, x + dx + 5, 215 - abs(dx) * 0.6, 5)
        canvas.fill(slot, tone("#8c9a8b", depth=0.5).dark)


def _spatula(canvas: Canvas, x: float) -> None:
    _stem(canvas, x, 240)
    blade = smooth(
        [(x - 14, 262), (x - 50, 215), (x - 54, 110), (x - 46, 92), (x + 50, 84), (x + 56, 110),
         (x + 50, 215), (x + 14, 262)],
        closed=True,
    )
    _head(canvas, blade)


def steel_whisk(canvas: Canvas) -> None:
    canvas.closer(1.1, 400, 320)
    angle, middle = 32.0, (400.0, 300.0)
    wires = [_wire(spread) for spread in (-1, -0.62, -0.25, 0.25, 0.62, 1)]
    for wire in wires:
        shadow = moved(ribbon(rotated(wire, angle, middle), 7), 14, 20)
        canvas.fill(shadow, (40, 30, 36), opacity=0.2, blur=6)
    for wire in wires:
        rod_line = rotated(wire, angle, middle)
        canvas.fill(ribbon(rod_line, 6), STEEL.dark)
        canvas.fill(ribbon(moved(rod_line, -0.8, -0.8), 2.6), STEEL.light)
    _grip(canvas, angle, middle)


def _wire(spread: float) -> Outline:
    return smooth([(400, 330), (400 + 95 * spread, 190), (400 + 78 * spread, 85), (400, 40)])


def _grip(canvas: Canvas, angle: float, middle: Point) -> None:
    start, end = rotated([(400, 318), (400, 560)], angle, middle)
    canvas.fill(moved(ribbon([start, end], 40), 14, 18), (40, 30, 36), opacity=0.3, blur=9)
    rod(canvas, start, end, 30, STEEL, 40)
    ring = ellipse(*rotated([(400, 578)], angle, middle)[0], 20, 20)
    canvas.fill(ribbon(ring, 7), STEEL.dark)
    canvas.fill(ribbon(moved(ring, -1, -1), 3), STEEL.light)


def rolling_pin(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 330)
    line: list[Point] = [(185, 430), (615, 230)]
    canvas.fill(moved(ribbon(line, 100), 22, 34), (40, 30, 36), opacity=0.35, blur=14)
    rod(canvas, (110, 465), (185, 430), 30, OAK, 36)
    rod(canvas, (690, 195), (615, 230), 30, OAK, 36)
    rod(canvas, *line, 100, BEECH)
    grain(canvas, ribbon(line, 98), BEECH, -25, 26)
    for x, y in ((185, 430), (615, 230)):
        end = rotated(ellipse(x, y, 13, 49), -25, (x, y))
        canvas.fill(end, mixed(BEECH.base, BEECH.dark, 0.25), opacity=0.55)


def oak_board(canvas: Canvas) -> None:
    canvas.closer(1.05, 395, 320)
    _board(canvas, (120, 130), (480, 320), -8)
    _board(canvas, (330, 300), (340, 210), -8)


def _board(canvas: Canvas, at: Point, size: Point, angle: float) -> None:
    (x, y), (width, height) = at, size
    middle = (x + width / 2, y + height / 2)
    face = rotated(box(x, y, x + width, y + height, 28), angle, middle)
    lying_shadow(canvas, moved(face, 0, 12), 10)
    slab(canvas, face, OAK, 16)
    grain(canvas, face, OAK, angle, 34)
    hole = ellipse(*rotated([(x + width - 34, y + 34)], angle, middle)[0], 12, 12)
    canvas.fill(hole, tone("#8b9a8a").dark)
    canvas.fill(ribbon(hole, 3), OAK.light, opacity=0.6)


def storage_jar(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 330)
    _jar(canvas, 205, 445, (140, 180), tone("#e9ddc4"))
    _jar(canvas, 560, 450, (200, 300), tone("#5c3a26"))
    _jar(canvas, 365, 495, (170, 240), tone("#b9793d"))


def _jar(canvas: Canvas, x: float, y: float, size: Point, content: Tone) -> None:
    width, height = size
    half = width / 2
    body = form(
        x, (y - height, half * 0.88), (y - height * 0.93, half), (y - 14, half), (y, half * 0.9),
        soft=False,
    )
    stand(canvas, body)
    glass(canvas, body, content, 0.28)
    lid = form(x, (y - height - 30, half * 0.95), (y - height + 2, half * 0.95), soft=False)
    wall(canvas, lid, BAMBOO)
    cover(canvas, lid, BAMBOO)
    grain(canvas, ellipse(x, y - height - 30, half * 0.95, half * 0.19), BAMBOO, 0, 10)


def pepper_mill(canvas: Canvas) -> None:
    canvas.closer(1.15, 400, 330)
    body = form(
        400, (225, 46), (250, 58), (300, 50), (350, 38), (410, 48), (480, 74), (505, 78), (515, 74)
    )
    stand(canvas, body)
    wall(canvas, body, BEECH, 0.25)
    belt(canvas, body, 470, 474, BEECH, 0.4)
    head = form(400, (118, 14), (124, 40), (160, 62), (200, 56), (222, 34))
    wall(canvas, head, BEECH, 0.25)
    belt(canvas, form(400, (216, 47), (227, 47), soft=False), 216, 227, STEEL)
    top = form(400, (100, 15), (122, 15), soft=False)
    wall(canvas, top, STEEL)
    cover(canvas, top, STEEL)
    flakes(canvas, [(510, 505), (640, 545)], tone("#3a302c"), 22, 6)


def tea_towel(canvas: Canvas) -> None:
    canvas.closer(1.12, 400, 350)
    canvas.ground(400, 503, 430, 0.8)
    for y, colours in ((505, LINEN), (427, BLUE)):
        for outline in folded(canvas, (400 + (y - 450) * 0.1, y), (450, 82), colours, 2):
            weave(canvas, outline, colours)
    _draped(canvas)


def _draped(canvas: Canvas) -> None:
    sheet = smooth(
        [(190, 350), (215, 240), (400, 222), (590, 238), (615, 350), (400, 362)], closed=True
    )
    canvas.fill(moved(sheet, 4, 14), (40, 30, 36), opacity=0.3, blur=9)
    canvas.fill(sheet, sloped(LINEN, 220, 150))
    weave(canvas, sheet, LINEN)
    for y in (262, 276, 290):
        canvas.fill(ribbon(smooth([(170, y + 12), (400, y), (640, y + 12)]), 5), BLUE.base,
                    opacity=0.85, inside=sheet)
    fold(canvas, [(330, 215), (350, 300), (340, 370)], sheet, 0.2)


def oven_mitt(canvas: Canvas) -> None:
    canvas.closer(1.1, 400, 320)
    _mitt(canvas, 500, 330, GREY, 14)
    _mitt(canvas, 320, 325, MUSTARD, -10)


def _mitt(canvas: Canvas, x: float, y: float, colours: Tone, angle: float) -> None:
    hand = smooth(
        [(x - 88, y + 150), (x - 84, y - 20), (x - 92, y - 130), (x - 30, y - 205),
         (x + 45, y - 180), (x + 70, y - 90), (x + 78, y - 20), (x + 105, y - 75),
         (x + 150, y - 95), (x + 168, y - 50), (x + 130, y + 30), (x + 90, y + 85),
         (x + 86, y + 150)],
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
    beech_spoons,
    steel_whisk,
    rolling_pin,
    oak_board,
    storage_jar,
    pepper_mill,
    tea_towel,
    oven_mitt,
)
