"""Pictures are made here, by cv2, as cameras and tools make them."""

import contextlib
import struct
import zlib

import cv2
import numpy as np
import pytest

from engine.errors import UserError
from engine.images import ENDS_EARLY, header_size, image_size, read_for_display, read_image, read_preview
from tests.engine.odd_images import CMYK_JPEG, palette_png, write_animation

WIDTH, HEIGHT = 83, 61
FORMATS = (".jpg", ".png", ".bmp", ".webp", ".tif", ".jp2", ".ppm")


@pytest.fixture(scope="module")
def scene():
    """(61, 83, 3) uint8 RGB: smooth, and different in each corner and each channel."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    return np.dstack([x * 3, y * 4, 255 - x - y]).astype(np.uint8)


def encoded(rgb, suffix=".png", options=()):
    pixels = rgb[..., [2, 1, 0, *range(3, rgb.shape[2])]] if rgb.ndim == 3 else rgb
    done, data = cv2.imencode(suffix, pixels, list(options))
    assert done
    return data.tobytes()


def saved(folder, data, name="a.jpg"):
    path = folder / name
    path.write_bytes(data)
    return path


def exif(orientation, order=">"):
    mark = b"MM" if order == ">" else b"II"
    entries = struct.pack(f"{order}HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    return mark + struct.pack(f"{order}HI", 42, 8) + entries


def rotated_jpeg(rgb, orientation, order=">"):
    jpeg = encoded(rgb, ".jpg", [cv2.IMWRITE_JPEG_QUALITY, 100])
    block = b"Exif\0\0" + exif(orientation, order)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_read_as_rgb(tmp_path, scene, suffix):
    path = saved(tmp_path, encoded(scene, suffix), f"a{suffix}")
    image = read_image(path)
    assert image.pixels.shape == (HEIGHT, WIDTH, 3)
    assert image.pixels.dtype == np.uint8
    assert image.pixels.flags.c_contiguous
    assert image.full_size_wh == image_size(path) == (WIDTH, HEIGHT)
    assert image.problem is None
    assert np.abs(image.pixels.astype(int) - scene).mean() < 3


def test_content_decides_not_the_name(tmp_path, scene):
    path = saved(tmp_path, encoded(scene, ".png"), "Bild ä 画像.jpg")
    assert (read_image(path).pixels == scene).all()
    assert image_size(path) == (WIDTH, HEIGHT)


def test_grey_alpha_and_16_bits_become_8_bit_rgb(tmp_path, scene):
    grey = scene[..., 0]
    image = read_image(saved(tmp_path, encoded(grey)))
    assert (image.pixels == grey[..., None]).all()
    clear = np.dstack([scene, np.zeros((HEIGHT, WIDTH), np.uint8)])
    assert (read_image(saved(tmp_path, encoded(clear))).pixels == scene).all()
    for suffix in (".png", ".tif"):
        deep = scene.astype(np.uint16) * 257
        assert (read_image(saved(tmp_path, encoded(deep, suffix))).pixels == scene).all()
        deep_grey = grey.astype(np.uint16) * 257
        assert (read_image(saved(tmp_path, encoded(deep_grey, suffix))).pixels == grey[..., None]).all()


UPRIGHT = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.swapaxes(0, 1),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: np.rot90(a, 2).swapaxes(0, 1),
    8: lambda a: np.rot90(a),
}


def test_the_colours_of_a_palette_become_rgb(tmp_path):
    pixels = read_image(saved(tmp_path, palette_png())).pixels
    assert pixels[5, [5, 40]].tolist() == [[20, 120, 220], [200, 30, 60]]


def test_the_inks_of_a_cmyk_jpeg_become_rgb(tmp_path):
    pixels = read_image(saved(tmp_path, CMYK_JPEG)).pixels
    np.testing.assert_allclose(pixels[5, [5, 40]], [[20, 120, 220], [200, 30, 60]], atol=3)


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png"])
@pytest.mark.parametrize("frames", [1, 3])
def test_of_an_animation_the_first_frame_is_read_and_that_is_told(tmp_path, suffix, frames):
    path = tmp_path / f"a{suffix}"
    write_animation(path, frames)
    image = read_image(path)
    assert (image.full_size_wh, image.problem, image.animated) == ((48, 32), None, frames > 1)
    assert image.pixels.min() > 250


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png"])
def test_an_animation_cut_anywhere_is_told_or_read(tmp_path, suffix):
    whole = tmp_path / f"whole{suffix}"
    write_animation(whole, 3)
    for end in range(len(whole.read_bytes())):
        with contextlib.suppress(UserError):
            assert read_image(saved(tmp_path, whole.read_bytes()[:end])).full_size_wh == (48, 32)


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("orientation", [*UPRIGHT, 0, 9])
def test_exif_rotation_is_applied(tmp_path, scene, orientation, order):
    path = saved(tmp_path, rotated_jpeg(scene, orientation, order))
    upright = UPRIGHT.get(orientation, UPRIGHT[1])(scene)
    image = read_image(path)
    assert image.full_size_wh == image_size(path) == upright.shape[1::-1]
    assert np.abs(image.pixels.astype(int) - upright).max() < 12
    small = read_image(path, max_side=40)
    assert small.full_size_wh == image.full_size_wh
    assert max(small.pixels.shape) == 40
    assert (small.pixels.shape[0] > small.pixels.shape[1]) == (upright.shape[0] > upright.shape[1])


def test_exif_rotation_of_a_png_is_applied(tmp_path, scene):
    png = encoded(scene)
    chunk = b"eXIf" + exif(6)
    block = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    path = saved(tmp_path, png[:33] + block + png[33:])
    assert read_image(path).full_size_wh == image_size(path) == (HEIGHT, WIDTH)


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
@pytest.mark.parametrize(
    ("max_side", "size"),
    [
        (1, (1, 1)),
        (10, (10, 7)),
        (41, (41, 30)),
        (42, (42, 31)),
        (82, (82, 60)),
        (83, (83, 61)),
        (500, (83, 61)),
    ],
)
def test_a_reduced_image_is_no_larger_than_asked_for(tmp_path, scene, suffix, max_side, size):
    path = saved(tmp_path, encoded(scene, suffix))
    image = read_image(path, max_side=max_side)
    assert image.pixels.shape[1::-1] == size
    assert image.pixels.flags.c_contiguous
    assert image.full_size_wh == (WIDTH, HEIGHT)
    whole = cv2.resize(scene, size, interpolation=cv2.INTER_AREA)
    assert np.abs(image.pixels.astype(int) - whole).mean() < 8  # of JPEG blocks at the edge, some is filling


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (None, "the image is missing"),
        (b"", "the image file is empty"),
        (b"no image at all", "this is no image that can be read"),
        (b"\xff\xd8\xff\xd9", "this is no image that can be read"),
        (b"\xff\xd8", "this is no image that can be read"),
        (b"\x89PNG\r\n\x1a\n", "the image file ends early"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\0IEND", "this is no image that can be read"),
    ],
)
def test_what_is_no_image_is_told(tmp_path, data, problem):
    path = tmp_path / "a.jpg" if data is None else saved(tmp_path, data)
    for read in (read_image, image_size):
        with pytest.raises(UserError, match=problem) as caught:
            read(path)
        assert caught.value.source == str(path)
        assert caught.value.remedy


def test_a_folder_is_no_image(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        read_image(tmp_path)


@pytest.mark.parametrize("progressive", [0, 1])
def test_a_truncated_jpeg_shows_what_there_is_and_says_so(tmp_path, scene, progressive):
    whole = encoded(scene, ".jpg", [cv2.IMWRITE_JPEG_PROGRESSIVE, progressive])
    image = read_image(saved(tmp_path, whole[: len(whole) * 3 // 4]))
    assert image.problem == ENDS_EARLY
    assert image.full_size_wh == (WIDTH, HEIGHT)
    assert np.abs(image.pixels[:16].astype(int) - scene[:16]).mean() < 20
    assert read_image(saved(tmp_path, whole[:-2])).problem == ENDS_EARLY
    assert read_image(saved(tmp_path, whole)).problem is None


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".bmp", ".webp"])
def test_an_image_cut_anywhere_is_told_or_shown_in_its_full_size(tmp_path, scene, suffix):
    data = encoded(scene, suffix)
    for end in range(0, len(data) - 1, 7 if len(data) < 3000 else 97):
        path = saved(tmp_path, data[:end])
        try:
            image = read_image(path)
        except UserError:
            continue
        assert image.full_size_wh == (WIDTH, HEIGHT)
        assert image.problem == ENDS_EARLY


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_beginning_of_a_file_says_its_size_or_nothing(tmp_path, scene, suffix):
    size = header_size(saved(tmp_path, encoded(scene, suffix)))
    assert size == ((WIDTH, HEIGHT) if suffix in (".jpg", ".png") else None)
    assert header_size(saved(tmp_path, rotated_jpeg(scene, 6))) == (HEIGHT, WIDTH)
    assert header_size(tmp_path / "missing.png") is None
    assert header_size(saved(tmp_path, b"")) is None


def test_bytes_after_the_end_of_a_jpeg_are_no_problem(tmp_path, scene):
    path = saved(tmp_path, encoded(scene, ".jpg") + b"\0" * 100 + b"more")
    assert read_image(path).problem is None


@pytest.mark.parametrize("at", [0, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22])
@pytest.mark.parametrize("value", [0, 255])
def test_a_damaged_exif_block_does_no_harm(tmp_path, scene, at, value):
    block = bytearray(exif(6))
    block[at] = value
    data = rotated_jpeg(scene, 6).replace(exif(6), bytes(block))
    path = saved(tmp_path, data)
    assert sorted(read_image(path).full_size_wh) == [HEIGHT, WIDTH]
    assert sorted(image_size(path)) == [HEIGHT, WIDTH]


def test_the_images_of_bccd_are_read(bccd):
    path = bccd / "JPEGImages" / "BloodImage_00007.jpg"
    assert image_size(path) == read_image(path).full_size_wh == (640, 480)
    assert read_image(path, max_side=160).pixels.shape == (120, 160, 3)


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("channels", [1, 3])
def test_16_bits_are_kept_for_display_alone(tmp_path, suffix, channels):
    deep = (np.arange(HEIGHT * WIDTH * 3) * 7 % 4096).astype(np.uint16).reshape(HEIGHT, WIDTH, 3)
    deep = deep if channels == 3 else deep[..., 0]
    path = saved(tmp_path, encoded(deep, suffix))
    shown = read_for_display(path, max_bytes=10**9).pixels
    assert shown.dtype == np.uint16
    assert (shown == (deep if channels == 3 else deep[..., None])).all()
    assert read_image(path).pixels.dtype == np.uint8


@pytest.mark.parametrize("suffix", FORMATS)
def test_8_bits_are_shown_as_they_are_read(tmp_path, scene, suffix):
    path = saved(tmp_path, encoded(scene, suffix))
    shown = read_for_display(path, max_bytes=10**9)
    assert shown.pixels.dtype == np.uint8
    assert (shown.pixels == read_image(path).pixels).all()
    assert shown.full_size_wh == (WIDTH, HEIGHT)


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
@pytest.mark.parametrize(
    ("max_bytes", "size"),
    [
        (WIDTH * HEIGHT * 3, (83, 61)),
        (WIDTH * HEIGHT * 3 - 1, (42, 31)),
        (42 * 31 * 3 - 1, (21, 16)),
        (21 * 16 * 3 - 1, (11, 8)),
        (11 * 8 * 3 - 1, (6, 4)),
        (1, (1, 1)),
    ],
)
def test_an_image_is_halved_until_it_takes_no_more_than_it_may(tmp_path, scene, suffix, max_bytes, size):
    shown = read_for_display(saved(tmp_path, encoded(scene, suffix)), max_bytes=max_bytes)
    assert shown.pixels.shape[1::-1] == size
    assert shown.full_size_wh == (WIDTH, HEIGHT)


@pytest.mark.parametrize("orientation", UPRIGHT)
def test_what_is_shown_is_upright(tmp_path, scene, orientation):
    path = saved(tmp_path, rotated_jpeg(scene, orientation))
    upright = UPRIGHT[orientation](scene)
    preview = read_preview(path, max_side=40)
    for shown, whole in ((read_for_display(path, max_bytes=10**9), upright), (preview, upright[::2, ::2])):
        assert shown.full_size_wh == upright.shape[1::-1]
        assert np.abs(shown.pixels.astype(int) - whole).mean() < 5


@pytest.mark.parametrize(
    ("suffix", "max_side", "size"),
    [
        (".png", 10, None),
        (".jpg", 84, None),
        (".jpg", 43, None),
        (".jpg", 42, (42, 31)),
        (".jpg", 1, (11, 8)),
    ],
)
def test_a_preview_is_there_where_it_is_quicker(tmp_path, scene, suffix, max_side, size):
    preview = read_preview(saved(tmp_path, encoded(scene, suffix)), max_side=max_side)
    assert (None if preview is None else preview.pixels.shape[1::-1]) == size


def test_what_is_wrong_with_a_file_is_told_with_its_preview(tmp_path, scene):
    data = encoded(np.tile(scene, (8, 8, 1)), ".jpg")
    path = saved(tmp_path, data[: len(data) * 2 // 3])
    assert read_preview(path, max_side=80).problem == ENDS_EARLY
    assert read_for_display(path, max_bytes=10**9).problem == ENDS_EARLY


def test_an_image_of_more_pixels_than_can_be_read_is_told(tmp_path, scene):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(100))), chunk(b"IEND", b"")]
    path = saved(tmp_path, b"\x89PNG\r\n\x1a\n" + b"".join(parts), "a.png")
    for read in (read_image, lambda path: read_for_display(path, max_bytes=10**8)):
        with pytest.raises(UserError, match="more pixels than can be read"):
            read(path)
