"""Every product of the demo shop has a small picture, and the script draws the same one again."""

import csv
from pathlib import Path

import pytest
from PIL import Image

from sandbox.demo import draw
from sandbox.demo.studio import WALLS, studio

DEMO = Path(draw.__file__).parent
KIBIBYTE = 1024


def shown() -> dict[str, Path]:
    """The picture of each product, by its handle."""
    with (DEMO / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["product"]: DEMO / row["picture"] for row in csv.DictReader(file) if row["picture"]
        }


def near() -> list[Path]:
    """The pictures that show a product from near."""
    with (DEMO / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return [
            DEMO / row["more_pictures"] for row in csv.DictReader(file) if row["more_pictures"]
        ]


def test_what_is_shown_from_near_is_drawn_so() -> None:
    assert {path.name for path in near()} == {f"{handle}-close.jpg" for handle in draw.CLOSE}


def test_every_product_has_a_picture_of_its_own() -> None:
    with (DEMO / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        handles = {row["product"] for row in csv.DictReader(file)}
    assert set(shown()) == handles
    assert len(set(shown().values())) == len(handles)
    assert all(path.is_file() for path in shown().values())


def test_a_picture_is_a_small_jpeg_of_one_shape() -> None:
    for path in (*shown().values(), *near()):
        with Image.open(path) as picture:
            assert (picture.format, picture.size) == ("JPEG", (800, 600)), path.name
        assert 10 * KIBIBYTE < path.stat().st_size < 60 * KIBIBYTE, path.name


def test_the_cover_is_wide_and_small() -> None:
    cover = draw.PICTURES / "cover.jpg"
    with Image.open(cover) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1280, 720))
    assert cover.stat().st_size < 120 * KIBIBYTE


def test_the_folder_holds_these_pictures_and_stays_light() -> None:
    files = set(draw.PICTURES.iterdir())
    assert files == {*shown().values(), *near(), draw.PICTURES / "cover.jpg"}
    assert sum(path.stat().st_size for path in files) < 2.5 * KIBIBYTE * KIBIBYTE


def test_every_product_has_a_scene_and_no_scene_is_left_over() -> None:
    drawn = [handle for handle, _, _ in draw.scenes()]
    assert sorted(drawn) == sorted(shown())
    assert {shelf for _, shelf, _ in draw.scenes()} == set(WALLS)


@pytest.mark.parametrize("handle", ["blue-mug", "storage-jar"])
def test_a_scene_drawn_twice_is_the_same_picture(handle: str) -> None:
    first, second = _drawn(handle), _drawn(handle)
    assert first.tobytes() == second.tobytes()
    assert len(set(first.resize((40, 30)).convert("L").tobytes())) > 20


def test_the_blue_mug_is_blue() -> None:
    red, green, blue = _pixel(_drawn("blue-mug"), 400, 400)
    assert blue > green > red
    assert blue > red + 50


def _drawn(handle: str) -> Image.Image:
    shelf, scene = next((s, scene) for name, s, scene in draw.scenes() if name == handle)
    canvas = studio(shelf)
    scene(canvas)
    return canvas.finished()


def _pixel(picture: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    red, green, blue = picture.crop((x, y, x + 1, y + 1)).tobytes()
    return red, green, blue
