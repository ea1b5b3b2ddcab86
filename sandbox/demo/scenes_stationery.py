"""The shelf of stationery."""

from sandbox.demo.canvas import Canvas, Tone, mixed, sloped, tone
from sandbox.demo.curves import Point, box, ellipse, moved, ribbon, rotated, smooth
from sandbox.demo.shapes_cloth import weave
from sandbox.demo.shapes_flat import INK, PAPER, book, disc, rod
from sandbox.demo.shapes_round import belt, form, mouth, stand, wall
from sandbox.demo.shapes_table import CLAY, IRON, SAGE, STEEL

SHELF = "stationery"
FOREST = tone("#2f5a45")
NAVY = tone("#27406b")
RUST = tone("#ad5230")
OCHRE = tone("#cf962f")
BLUE = tone("#3b6da8")
CEDAR = tone("#d9ad7c")
SIX = ("#ad5230", "#cf962f", "#6f8f52", "#3b8083", "#3b5fa8", "#7a4a7d")


def a5_notebook(canvas: Canvas) -> None:
    canvas.closer(1.1, 400, 310)
    cover = book(canvas, (250, 85), (300, 410), FOREST, 5, 20)
    weave(canvas, cover, FOREST, 4)
    spine = rotated(box(250, 85, 286, 495, 5), 5, (250, 85))
    canvas.fill(spine, FOREST.dark, opacity=0.35, blur=3, inside=cover)
    band = rotated(box(505, 80, 516, 500), 5, (250, 85))
    canvas.fill(band, tone("#1d3a2c").base, inside=cover)
    mark = smooth([(345, 500), (350, 535), (342, 568)])
    canvas.fill(ribbon(mark, 12), RUST.base)


def pocket_notebooks(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 310)
    for at, turn, colours in (
        ((150, 130), -9, RUST),
        ((300, 105), 2, OCHRE),
        ((455, 120), 11, BLUE),
    ):
        cover = book(canvas, at, (215, 330), colours, turn, 7)
        plaque = rotated(box(at[0] + 55, at[1] + 60, at[0] + 160, at[1] + 120, 5), turn, at)
        canvas.fill(plaque, PAPER.base, inside=cover)
        for dy in (80, 98):
            line = rotated([(at[0] + 68, at[1] + dy), (at[0] + 146, at[1] + dy)], turn, at)
            canvas.fill(ribbon(line, 2), PAPER.dark, opacity=0.7)


def sketchbook(canvas: Canvas) -> None:
    canvas.closer(1.08, 400, 310)
    at = (225.0, 95.0)
    cover = book(canvas, at, (350, 420), tone("#2f2e30"), -4, 14)
    page = rotated(box(245, 130, 560, 500, 3), -4, at)
    canvas.fill(page, sloped(PAPER, 245, 190, across=True), inside=cover)
    _study(canvas)
    for i in range(17):
        x, y = rotated([(242 + i * 19.6, 97)], -4, at)[0]
        coil = ellipse(x, y, 6, 15)
        canvas.fill(ellipse(x, y + 12, 5, 5), INK)
        canvas.fill(ribbon(coil, 4), IRON.dark)
        canvas.fill(ribbon(moved(coil, -1, -1), 1.4), STEEL.light, opacity=0.7)
    rod(canvas, (640, 250), (520, 520), 15, OCHRE)
    canvas.fill([(512, 516), (529, 524), (506, 552)], CEDAR.base)
    canvas.fill([(508, 540), (513, 542), (506, 552)], IRON.dark)


def _study(canvas: Canvas) -> None:
    """A pencil drawing of a cup on the open page."""
    grey = tone("#6b6a6e").base
    cup = smooth([(330, 270), (335, 370), (360, 400), (430, 398), (458, 365), (462, 264)])
    strokes = [
        cup,
        ellipse(396, 267, 66, 15),
        smooth([(461, 290), (510, 295), (500, 350), (457, 360)]),
        smooth([(310, 408), (400, 422), (500, 404)]),
    ]
    for line in strokes:
        canvas.fill(ribbon(line, 2.4), grey, opacity=0.85)
    for i in range(9):
        canvas.fill(
            ribbon([(418 + i * 5, 300 + i), (398 + i * 6, 380 - i * 2)], 1.4), grey, opacity=0.5
        )


def fountain_pen(canvas: Canvas) -> None:
    canvas.closer(1.05, 400, 320)
    line: list[Point] = [(620, 165), (250, 440)]
    canvas.fill(moved(ribbon([(660, 135), (170, 500)], 40), 16, 24), INK, opacity=0.3, blur=12)
    rod(canvas, line[0], line[1], 46, NAVY, 40)
    rod(canvas, (660, 135), (620, 165), 30, NAVY, 45)
    rod(canvas, (360, 358), (345, 370), 46, STEEL)
    rod(canvas, (250, 440), (215, 466), 36, IRON, 30)
    nib = [(224, 478), (205, 452), (140, 522)]
    canvas.fill(nib, sloped(tone("#c9cdd2", glow=0.8), 240, 110))
    canvas.fill(ribbon([(140, 522), (190, 485)], 1.6), IRON.dark)
    canvas.fill(ellipse(192, 483, 3.4, 3.4), IRON.dark)
    _pen_cap(canvas)


def _pen_cap(canvas: Canvas) -> None:
    canvas.fill(moved(ribbon([(660, 350), (500, 470)], 52), 14, 22), INK, opacity=0.3, blur=10)
    rod(canvas, (660, 350), (500, 470), 48, NAVY, 52)
    rod(canvas, (514, 460), (498, 472), 53, STEEL)
    rod(canvas, (645, 340), (545, 415), 9, STEEL, 7)
    disc(canvas, (545, 415), 7, STEEL)


def graphite_pencils(canvas: Canvas) -> None:
    canvas.closer(1.06, 400, 310)
    for i, colour in enumerate(SIX):
        x = 205 + i * 76
        _pencil(canvas, x, 130 + (i * 37) % 50, 540, tone(colour))


def _pencil(canvas: Canvas, x: float, top: float, foot: float, colours: Tone) -> None:
    canvas.fill(moved(box(x - 19, top + 20, x + 19, foot), 13, 12), INK, opacity=0.3, blur=8)
    for left, right, bright in ((-19, -8, 190), (-8, 9, 235), (9, 19, 75)):
        canvas.fill(box(x + left, top + 58, x + right, foot), sloped(colours, bright, bright - 20))
    tip = [
        (x - 19, top + 62),
        (x - 10, top + 54),
        (x, top + 64),
        (x + 10, top + 54),
        (x + 19, top + 62),
        (x + 1, top - 10),
        (x - 1, top - 10),
    ]
    canvas.fill(tip, sloped(CEDAR, 225, 110, across=True))
    canvas.fill(
        [(x - 5, top + 10), (x + 5, top + 10), (x + 1, top - 12), (x - 1, top - 12)], IRON.dark
    )
    canvas.fill(box(x - 19, foot - 34, x + 19, foot - 26), PAPER.base, opacity=0.9)


def pen_cup(canvas: Canvas) -> None:
    canvas.closer(1.12, 400, 350)
    body = form(390, (300, 98), (480, 98), (490, 92), soft=False)
    stand(canvas, body)
    wall(canvas, body, CLAY)
    belt(canvas, body, 300, 410, SAGE)
    mouth(canvas, body, SAGE, 6)
    sticks = (
        ((360, 310), (318, 150), "#cf962f"),
        ((392, 308), (400, 120), "#3b5fa8"),
        ((425, 310), (478, 160), "#ad5230"),
    )
    for start, end, colour in sticks:
        rod(canvas, start, end, 17, tone(colour))
        _point(canvas, start, end)
    canvas.fill(_lip(), sloped(SAGE, 205, 100, across=True))


def _lip() -> list[Point]:
    return [*ellipse(390, 300, 98, 19.6, 180, 0), *ellipse(390, 304, 97, 24, 0, 180)]


def _point(canvas: Canvas, start: Point, end: Point) -> None:
    dx, dy = (end[0] - start[0]) * 0.22, (end[1] - start[1]) * 0.22
    rod(canvas, end, (end[0] + dx, end[1] + dy), 17, CEDAR, 1)
    rod(canvas, (end[0] + dx * 0.7, end[1] + dy * 0.7), (end[0] + dx, end[1] + dy), 5, IRON, 1)


def washi_tape(canvas: Canvas) -> None:
    canvas.closer(1.15, 400, 380)
    for x, y, colour in (
        (265, 400, "#3b6da8"),
        (535, 405, "#8fa482"),
        (305, 495, "#cf962f"),
        (520, 500, "#ad5230"),
    ):
        _tape(canvas, x, y, tone(colour))


def _tape(canvas: Canvas, x: float, y: float, colours: Tone) -> None:
    body = form(x, (y - 62, 108), (y, 108), soft=False, tilt=0.42)
    stand(canvas, body)
    wall(canvas, body, colours)
    canvas.fill(ellipse(x, y - 62, 108, 45), mixed(colours.base, colours.light, 0.55))
    for ring in (100, 92, 84):
        canvas.fill(ribbon(ellipse(x, y - 62, ring, ring * 0.42), 1.5), colours.dark, opacity=0.25)
    core = form(x, (y - 62, 72), (y, 72), soft=False, tilt=0.42)
    mouth(canvas, core, tone("#d6b68a"), 9)


SCENES = (
    a5_notebook,
    pocket_notebooks,
    sketchbook,
    fountain_pen,
    graphite_pencils,
    pen_cup,
    washi_tape,
)
