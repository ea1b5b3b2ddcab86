"""The kitchen shelf: wooden tools and jars."""

from sandbox.demo.canvas import Canvas, Tone, mixed, sloped, tone
from sandbox.demo.curves import (
    Outline,
    Point,
    box,
    ellipse,
    moved,
    ribbon,
    rotated,
    smooth,
)
from sandbox.demo.shapes_flat import BEECH, OAK, grain, lying_shadow, rod, slab
from sandbox.demo.shapes_plants import flakes
from sandbox.demo.shapes_round import belt, cover, form, stand, wall
from sandbox.demo.shapes_table import STEEL, glass

SHELF = "kitchen"
BAMBOO = tone("#d8b47c")


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
        [
            (x - 14, 262),
            (x - 50, 215),
            (x - 54, 110),
            (x - 46, 92),
            (x + 50, 84),
            (x + 56, 110),
            (x + 50, 215),
            (x + 14, 262),
        ],
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
    rod(canvas, line[0], line[1], 100, BEECH)
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
        x,
        (y - height, half * 0.88),
        (y - height * 0.93, half),
        (y - 14, half),
        (y, half * 0.9),
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


SCENES = (
    beech_spoons,
    steel_whisk,
    rolling_pin,
    oak_board,
    storage_jar,
    pepper_mill,
)
