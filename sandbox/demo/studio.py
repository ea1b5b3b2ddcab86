"""The studio: one soft backdrop for each shelf of the shop."""

from PIL import Image, ImageFilter

from sandbox.demo.canvas import Canvas, Colour, mixed, tone

WALLS = {
    "kitchen": "#bccdbd",
    "tea": "#dfc9a6",
    "home": "#dfbfb1",
    "stationery": "#b9cad8",
    "clothing": "#cbc3d8",
    "gifts": "#e8cf95",
}
WIDTH, HEIGHT = 800, 600


def studio(shelf: str, width: int = WIDTH, height: int = HEIGHT) -> Canvas:
    """An empty stage in the colour of *shelf* (a key of `WALLS`), lit from the upper left."""
    canvas = Canvas(width, height)
    base = tone(WALLS[shelf]).base
    backdrop = _wall(base, width, height)
    backdrop.paste(mixed(base, (255, 252, 246), 0.5), (0, 0), _pool(width, height, 0.32, 0.3))
    backdrop.paste(mixed(base, (255, 252, 246), 0.42), (0, 0), _pool(width, height, 0.5, 0.86))
    canvas.image = backdrop.resize(canvas.image.size, Image.Resampling.BICUBIC)
    return canvas


def _wall(base: Colour, width: int, height: int) -> Image.Image:
    top, edge, floor = (
        mixed(base, (70, 60, 70), 0.1),
        mixed(base, (70, 60, 70), 0.03),
        mixed(base, (255, 250, 242), 0.34),
    )
    horizon = int(height * 0.66)
    wall = Image.new("RGB", (width, height), floor)
    for y in range(height):
        past = (y - horizon) / (height * 0.2)
        below = min(1.0, max(0.0, past + 0.5))
        wall.paste(mixed(mixed(top, edge, y / height), floor, below**1.5), (0, y, width, y + 1))
    return wall


def _pool(width: int, height: int, x: float, y: float) -> Image.Image:
    """A round patch of light centred at the shares *x* and *y* of the picture."""
    radial = Image.radial_gradient("L").point(_falloff)
    side = int(width * 1.5)
    pool = Image.new("L", (width, height), 0)
    spot = radial.resize((side, int(side * 0.8)), Image.Resampling.BICUBIC)
    pool.paste(spot, (int(width * x) - spot.width // 2, int(height * y) - spot.height // 2))
    return pool.filter(ImageFilter.GaussianBlur(12))


def _falloff(level: float) -> int:
    near = max(0.0, 1 - level / 176)
    return round(215 * near * near * (3 - 2 * near))
