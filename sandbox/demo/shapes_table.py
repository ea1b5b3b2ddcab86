"""What stands on a set table: mugs, bowls, plates, glasses, pots and their handles."""

from sandbox.demo.canvas import Canvas, Tone, mixed, tone
from sandbox.demo.curves import Outline, Point, ellipse, ribbon, smooth
from sandbox.demo.shapes_round import (
    Form,
    belt,
    form,
    mouth,
    reflection,
    sleeve,
    stand,
    tube,
    turned,
    wall,
)

CLAY = tone("#c49a78")
CREAM = tone("#efe4cd", depth=0.42)
WHITE = tone("#f1eee8", depth=0.4)
BLUE = tone("#2f62a3")
SAGE = tone("#93a68a")
TERRACOTTA = tone("#bb6a4a")
STEEL = tone("#b9bdc1", depth=0.62, glow=0.75)
IRON = tone("#3a3a3d", glow=0.3)
COFFEE = tone("#4a2c1c")
GLASS = tone("#dbe7e6", depth=0.35)


def ear(canvas: Canvas, at: Point, size: Point, width: float, colours: Tone) -> None:
    """A mug's handle whose upper root is *at*; a negative width of *size* turns it left."""
    (x, y), (reach, drop) = at, size
    line = smooth(
        [
            (x - reach * 0.2, y),
            (x + reach * 0.6, y - drop * 0.02),
            (x + reach, y + drop * 0.32),
            (x + reach * 0.72, y + drop * 0.8),
            (x - reach * 0.25, y + drop),
        ]
    )
    tube(canvas, line, width, colours)


def mug(
    canvas: Canvas,
    x: float,
    y: float,
    size: Point,
    colours: Tone,
    *,
    foot: bool = True,
    drink: Tone | None = None,
    gloss: float = 0.45,
) -> Form:
    """A mug of *size* (width, height) standing at (x, y); with a bare clay *foot*."""
    width, height = size
    half = width / 2
    body = form(
        x,
        (y - height, half),
        (y - height * 0.6, half),
        (y - height * 0.2, half * 0.94),
        (y - height * 0.06, half * 0.82),
        (y, half * 0.7),
    )
    stand(canvas, body)
    ear(
        canvas,
        (x + half, y - height * 0.78),
        (width * 0.36, height * 0.54),
        width * 0.115,
        colours,
    )
    wall(canvas, body, colours, gloss)
    if foot:
        belt(canvas, body, y - height * 0.045, y, CLAY)
    mouth(canvas, body, colours, width * 0.022, drink)
    return body


def bowl(
    canvas: Canvas,
    x: float,
    y: float,
    size: Point,
    colours: Tone,
    inner: Tone | None = None,
    gloss: float = 0.4,
) -> Form:
    """A bowl of *size* (width, height) on a small foot."""
    width, height = size
    half = width / 2
    body = form(
        x,
        (y - height, half),
        (y - height * 0.7, half * 0.95),
        (y - height * 0.35, half * 0.76),
        (y - height * 0.1, half * 0.5),
        (y - height * 0.06, half * 0.42),
        (y, half * 0.42),
        tilt=0.24,
    )
    stand(canvas, body, 1.0)
    wall(canvas, body, colours, gloss)
    mouth(canvas, body, inner or colours, width * 0.016)
    return body


def plate(canvas: Canvas, x: float, y: float, width: float, colours: Tone) -> None:
    """A plate lying flat, its rim raised a little."""
    half = width / 2
    body = form(x, (y - width * 0.05, half), (y, half * 0.66), soft=False, tilt=0.34)
    canvas.fill(sleeve(body), turned(body, colours))
    top, tilt = y - width * 0.05, 0.34
    canvas.fill(ellipse(x, top, half, half * tilt), colours.light)
    face = ellipse(x, top + 1, half * 0.975, half * 0.97 * tilt)
    canvas.fill(face, turned(Form(x, ((top, half * 1.3),)), colours))
    _well(canvas, x, top, half, colours)


def _well(canvas: Canvas, x: float, top: float, half: float, colours: Tone) -> None:
    edge = ellipse(x, top + half * 0.02, half * 0.72, half * 0.235)
    floor = ellipse(x, top + half * 0.045, half * 0.7, half * 0.22)
    canvas.fill(edge, mixed(colours.base, colours.dark, 0.45))
    canvas.fill(floor, mixed(colours.base, colours.light, 0.25))
    lit = ellipse(x - half * 0.2, top + half * 0.1, half * 0.45, half * 0.1)
    canvas.fill(lit, colours.light, opacity=0.6, blur=14, inside=floor)


def glass(canvas: Canvas, body: Form, drink: Tone | None = None, level: float = 0.3) -> None:
    """A clear vessel in the shape of *body*, filled from *level* (share of its height) down."""
    outline = sleeve(body)
    (top, rim), (bottom, _) = body.top, body.foot
    canvas.fill(outline, turned(body, GLASS), opacity=0.42)
    if drink is not None:
        _drink(canvas, body, drink, top + (bottom - top) * level)
    for share in (0.965, -0.965):
        line = [(body.x + half * share, y) for y, half in body.rings]
        canvas.fill(ribbon(line, rim * 0.03 + 2), (250, 253, 252), opacity=0.65, blur=1.2)
    reflection(canvas, body, 0.75)
    brim = ellipse(body.x, top, rim, rim * body.tilt)
    canvas.fill(ribbon(brim, 3.2), (246, 250, 249), opacity=0.9)
    canvas.fill(brim, (255, 255, 255), opacity=0.18)


def _drink(canvas: Canvas, body: Form, drink: Tone, level: float) -> None:
    (bottom, _) = body.foot
    rings = body.part(level, bottom - 8).rings
    inner = Form(body.x, tuple((y, half * 0.9) for y, half in rings), body.tilt)
    canvas.fill(sleeve(inner), turned(inner, drink), opacity=0.94)
    y, half = inner.top
    canvas.fill(ellipse(body.x, y, half, half * body.tilt), drink.light)
    rim = ellipse(body.x, y + 1, half * 0.96, half * 0.94 * body.tilt)
    canvas.fill(rim, mixed(drink.base, drink.light, 0.3))


def knob(canvas: Canvas, x: float, y: float, radius: float, colours: Tone) -> None:
    """The grip of a lid, standing at (x, y)."""
    stem = form(x, (y - radius * 0.8, radius * 0.5), (y, radius * 0.55), soft=False)
    wall(canvas, stem, colours)
    ball = ellipse(x, y - radius * 1.2, radius, radius * 0.8)
    canvas.fill(ball, turned(form(x, (y - 9, radius), (y, radius), soft=False), colours))
    glint = ellipse(x - radius * 0.35, y - radius * 1.5, radius * 0.3, radius * 0.2)
    canvas.fill(glint, colours.light, opacity=0.8, blur=2, inside=ball)


def dome(canvas: Canvas, x: float, y: float, half: float, height: float, colours: Tone) -> Outline:
    """A lid's low dome over the circle of *half* width at (x, y); returns its outline."""
    rings = [
        (y - height, half * 0.12),
        (y - height * 0.92, half * 0.4),
        (y - height * 0.55, half * 0.8),
        (y - height * 0.15, half * 0.97),
        (y, half),
    ]
    body = form(x, *rings)
    wall(canvas, body, colours, 0.3)
    return sleeve(body)


def lidded(canvas: Canvas, body: Form, height: float, colours: Tone, grip: Tone) -> None:
    """Close *body* with a dome *height* tall and a knob."""
    y, rim = body.top
    seat = ellipse(body.x, y, rim, rim * body.tilt, 0, 180)
    canvas.fill(ribbon([(px, py + 3) for px, py in seat], 7), colours.dark, opacity=0.8)
    dome(canvas, body.x, y, rim * 0.97, height, colours)
    knob(canvas, body.x, y - height + 4, rim * 0.13 + 3, grip)
