"""Features over HTTP: the same numbers as computed directly, and a clear refusal of everything else (S8-S10)."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image
from skimage.feature import hog

from app.features.cnn.reading import cnn_reading
from app.features.sift import keypoints
from app.settings import Settings
from tests.conftest import ROOT, SLOPELAB
from tests.features.pictures import PICTURES, encoded, flat, noise
from tests.features.test_decoding import announcing
from tests.servers import serving, serving_here
from tests.waiting import wait_until

SETTINGS = Settings()


def ask(client: httpx.Client, content: bytes, name: str = "picture.png", **fields: Any) -> httpx.Response:
    return client.post("/api/features", files={"image": (name, content)}, data=fields, timeout=300)


def test_every_feature_of_a_photograph(client: httpx.Client) -> None:
    image = PICTURES["coffee"]
    answer = ask(client, encoded(image)).json()
    assert answer["image"] == {"width": 600, "height": 400, "format": "PNG"}
    assert answer["pixels"]["shape"] == [400, 600, 3]
    assert answer["pixels"]["length"] == 720_000
    np.testing.assert_allclose(answer["pixels"]["mean"], image.mean(axis=(0, 1)))
    for index, channel in enumerate("rgb"):
        counts = np.histogram(image[..., index], 256, (0, 256))[0]
        assert answer["color"]["rgb"][channel] == counts.tolist()
    assert sum(answer["color"]["hue"]) == 240_000
    assert np.sum(answer["color"]["joint"]) == 240_000
    assert answer["hog"]["cells"] == [50, 75]
    assert np.shape(answer["hog"]["histogram"]) == (50, 75, 9)
    assert answer["sift"]["count"] == len(answer["sift"]["keypoints"]) == len(keypoints(image, SETTINGS.max_keypoints))
    assert answer["sift"]["scale"] == 1
    assert "descriptor" not in answer["hog"]


def test_the_long_vectors_are_given_when_asked_for(client: httpx.Client) -> None:
    image = PICTURES["cat"]
    answer = ask(client, encoded(image), include="hog,sift", full="true", normalized="true").json()
    assert set(answer) == {"image", "hog", "sift"}
    reference = hog(image, 9, (8, 8), (2, 2), channel_axis=-1)
    np.testing.assert_allclose(answer["hog"]["descriptor"], reference, rtol=0, atol=1e-6)
    assert answer["hog"]["length"] == reference.size
    assert np.shape(answer["hog"]["normalized"]) == (37, 56, 9)
    np.testing.assert_array_equal(answer["sift"]["descriptors"], keypoints(image, SETTINGS.max_keypoints).descriptors)


def test_an_image_is_a_bag_of_words(client: httpx.Client) -> None:
    answer = ask(client, encoded(PICTURES["coffee"]), include="words", full="true").json()["words"]
    counts = np.bincount(np.ravel(answer["map"]), minlength=1000)
    assert answer["histogram"] == answer["vector"] == counts.tolist()
    assert answer["top"][0] == {"word": int(counts.argmax()), "count": int(counts.max())}
    assert np.shape(answer["map"]) == (151, 230)
    assert answer["scale"] == pytest.approx(0.39, abs=0.01)
    codebook = client.get(f"/api/codebooks/{answer['codebook']}").json()
    assert (codebook["words"], codebook["patch"], codebook["side"]) == (1000, "whitened", answer["side"])

    encodings = {
        (quadrants, soft): ask(
            client, encoded(noise(32, 32)), include="words", full="true", quadrants=quadrants, soft=soft
        ).json()["words"]["vector"]
        for quadrants in (False, True)
        for soft in (False, True)
    }
    assert [len(vector) for vector in encodings.values()] == [1000, 1000, 4000, 4000]
    for soft in (False, True):
        parts = np.reshape(encodings[True, soft], (4, 1000)).sum(axis=0)
        np.testing.assert_allclose(parts, encodings[False, soft], rtol=1e-4, atol=1e-4)
    assert sum(encodings[False, False]) == 27 * 27
    strided = ask(client, encoded(noise(32, 32)), include="words", stride=3).json()["words"]
    assert sum(strided["histogram"]) == 81


def test_an_image_smaller_than_a_patch_has_no_words(client: httpx.Client) -> None:
    answer = ask(client, encoded(flat(5, 5)), include="words", full="true").json()["words"]
    assert answer["map"] == []
    assert answer["top"] == []
    assert not any(answer["histogram"])
    assert "There are no words" in answer["note"]
    assert "5 × 5 pixels, a patch 6 × 6" in answer["note"]
    assert "note" not in ask(client, encoded(flat(6, 6)), include="words").json()["words"]


@pytest.mark.parametrize(
    ("height", "width", "fields", "cells", "words"),
    [
        (7, 7, {}, [0, 0], ["no cells", "7 × 7 pixels, a cell 8 × 8", "smaller cells", "larger image"]),
        (7, 20, {}, [0, 2], ["no cells", "20 × 7 pixels"]),
        (1, 1, {"cell": "2"}, [0, 0], ["no cells", "a cell 2 × 2"]),
        (8, 8, {}, [1, 1], ["no block", "descriptor is empty", "1 × 1 cells, a block 2 × 2"]),
        (16, 8, {"block": "3", "cell": "4"}, [4, 2], ["no block", "4 × 2 cells, a block 3 × 3"]),
    ],
)
def test_an_image_too_small_for_hog_is_told_so(
    client: httpx.Client, height: int, width: int, fields: dict[str, str], cells: list[int], words: list[str]
) -> None:
    image = encoded(noise(height, width))
    hog = ask(client, image, include="hog", full="true", normalized="true", **fields).json()["hog"]
    assert hog["cells"] == cells
    assert (hog["length"], hog["descriptor"], hog["normalized"]) == (0, [], [])
    for word in words:
        assert word in hog["note"]


@pytest.mark.parametrize(("side", "fields"), [(7, {"cell": "2"}), (8, {"block": "1"}), (16, {})])
def test_there_is_nothing_to_note_of_an_image_that_is_large_enough(
    client: httpx.Client, side: int, fields: dict[str, str]
) -> None:
    assert "note" not in ask(client, encoded(noise(side, side)), include="hog", **fields).json()["hog"]


def test_a_network_names_what_it_sees(client: httpx.Client) -> None:
    image = PICTURES["coffee"]
    answer = ask(client, encoded(image), include="cnn").json()
    assert set(answer) == {"image", "cnn"}
    assert set(answer["cnn"]) == {"top", "length"}
    assert len(answer["cnn"]["top"]) == 5
    assert answer["cnn"]["top"][0]["label"] == "espresso"
    assert answer["cnn"]["top"][0]["probability"] > 0.9
    full = ask(client, encoded(image), include="cnn,pixels", full="true").json()
    reading = cnn_reading(image[None])
    np.testing.assert_allclose(full["cnn"]["features"], reading.features[0], rtol=0, atol=1e-4)
    assert full["cnn"]["length"] == len(full["cnn"]["features"]) == 1280
    arrays = np.load(io.BytesIO(ask(client, encoded(image), include="cnn", format="npz").content))
    np.testing.assert_allclose(arrays["cnn_features"], reading.features[0], atol=1e-6)
    np.testing.assert_allclose(arrays["cnn_probabilities"], reading.probabilities[0], atol=1e-6)


def test_the_network_is_read_only_on_request(client: httpx.Client) -> None:
    answer = ask(client, encoded(noise(40, 40))).json()
    assert set(answer) == {"image", "pixels", "color", "hog", "sift", "words"}


def test_without_the_extra_it_is_said_how_to_get_it(without_cnn: httpx.Client) -> None:
    answer = ask(without_cnn, encoded(noise(40, 40)), include="hog,cnn")
    assert answer.status_code == 501
    assert answer.headers["content-type"] == "application/problem+json"
    assert "pip install 'slopelab[cnn]'" in answer.json()["detail"]
    assert ask(without_cnn, encoded(noise(40, 40)), include="hog").status_code == 200


def test_settings_change_the_histograms(client: httpx.Client) -> None:
    answer = ask(client, encoded(noise(60, 60)), include="hog,color", cell=10, block=3, orientations=6, bins=2).json()
    assert answer["hog"]["cells"] == [6, 6]
    assert answer["hog"]["length"] == 4 * 4 * 3 * 3 * 6
    assert np.shape(answer["color"]["joint"]) == (2, 2, 2)


def test_arrays_can_be_taken_home(client: httpx.Client) -> None:
    image = PICTURES["cat"]
    answer = ask(client, encoded(image), format="npz")
    arrays = np.load(io.BytesIO(answer.content))
    np.testing.assert_array_equal(arrays["size"], [451, 300])
    np.testing.assert_array_equal(arrays["color_rgb"].sum(axis=1), [451 * 300] * 3)
    assert arrays["hog_histogram"].shape == (37, 56, 9)
    assert arrays["sift_descriptors"].shape == (len(arrays["sift_keypoints"]), 128)


def test_a_note_is_taken_home_too(client: httpx.Client) -> None:
    arrays = np.load(io.BytesIO(ask(client, encoded(flat(5, 5)), include="hog,words", format="npz").content))
    assert "There are no cells" in str(arrays["hog_note"])
    assert "There are no words" in str(arrays["words_note"])


def test_keypoints_of_a_large_image_are_sought_in_a_smaller_one(client: httpx.Client) -> None:
    image = np.kron(PICTURES["cat"], np.ones((4, 4, 1), np.uint8))
    answer = ask(client, encoded(image, "JPEG"), include="sift").json()
    found = answer["sift"]
    assert found["scale"] == pytest.approx((1_048_576 / (1200 * 1804)) ** 0.5, rel=1e-2)
    assert max(one["x"] for one in found["keypoints"]) > 1000


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (7, 9), (40, 40)])
def test_small_and_flat_images_have_features_too(client: httpx.Client, size: tuple[int, int]) -> None:
    answer = ask(client, encoded(flat(*size))).json()
    rows, columns = size[0] // 8, size[1] // 8
    assert answer["hog"]["cells"] == [rows, columns]
    assert not np.any(answer["hog"]["histogram"])
    assert answer["sift"]["keypoints"] == []
    assert max(answer["color"]["hue"]) == size[0] * size[1]


def test_a_picture_of_a_quarter_million_corners_is_answered(client: httpx.Client) -> None:
    discs = np.zeros((4200, 4200, 3), np.uint8)
    down, across = np.mgrid[-14:14, -14:14]
    discs[:] = np.tile(np.where(down**2 + across**2 <= 25, 255, 0).astype(np.uint8), (150, 150))[..., None]
    answer = ask(client, encoded(discs), include="sift")
    assert answer.status_code == 200
    assert 20_000 <= answer.json()["sift"]["count"] < 20_100


def test_upright_is_how_it_is_measured(client: httpx.Client) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    answer = ask(client, encoded(noise(20, 30), "JPEG", exif=exif), include="pixels").json()
    assert answer["image"] == {"width": 20, "height": 30, "format": "JPEG"}


GIF = Image.new("P", (8, 8))
HOSTILE: dict[str, tuple[bytes, int]] = {
    "nothing": (b"", 415),
    "text": (b"not an image", 415),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415),
    "html": (b"<!doctype html><script>alert(1)</script>", 415),
    "half a picture": (encoded(noise(200, 200))[:60_000], 422),
    "half a photograph": (encoded(noise(200, 200), "JPEG")[:9_000], 422),
    "a giant's header": (announcing(50_000, 50_000), 413),
    "a giant's header, beyond Pillow's own limit": (announcing(2**31 - 1, 2**31 - 1), 413),
    "one pixel": (encoded(flat(1, 1)), 200),
    "a film of 10,000 frames": (
        encoded(GIF, "GIF", save_all=True, append_images=[Image.new("P", (8, 8), i % 2) for i in range(1, 10_000)]),
        200,
    ),
    "too many bytes": (bytes(12_000_000), 413),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_sent_is_answered_in_words(client: httpx.Client, name: str) -> None:
    content, status = HOSTILE[name]
    answer = ask(client, content, "<img src=x onerror=alert(1)>.png")
    assert answer.status_code == status
    assert "onerror" not in answer.text
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert len(answer.json()["detail"]) > 20
        assert "Traceback" not in answer.text
    assert ask(client, encoded(flat(9, 9)), include="pixels").json()["pixels"]["length"] == 243


def test_what_is_no_form_is_refused_in_words(client: httpx.Client) -> None:
    assert client.post("/api/features", json={}).status_code == 415
    assert client.post("/api/features", data={"include": "hog"}, files={"other": b""}).status_code == 422
    broken = client.post(
        "/api/features", content=b"--x\r\nnonsense", headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert broken.status_code == 422
    unbounded = client.post("/api/features", content=b"", headers={"content-type": "multipart/form-data"})
    assert unbounded.status_code == 422


@pytest.mark.parametrize(
    ("fields", "location", "message"),
    [
        ({"include": "hog,magic"}, "include", "Must be"),
        ({"include": ""}, "include", "Must be"),
        ({"cell": "1"}, "cell", "greater than or equal to 2"),
        ({"cell": "8.5"}, "cell", "whole number"),
        ({"orientations": "1e9"}, "orientations", "less than or equal to 36"),
        ({"bins": "7"}, "bins", "Must be"),
        ({"full": "perhaps"}, "full", "Must be"),
        ({"format": "exe"}, "format", "Must be"),
        ({"codebook": "../../etc"}, "codebook", "form"),
        ({"codebook": "aaaaaaaaaaaa"}, "codebook", "no codebook of this id"),
        ({"stride": "0"}, "stride", "greater than or equal to 1"),
        ({"shell": "rm"}, "shell", "no such field"),
    ],
)
def test_a_field_at_fault_is_named(client: httpx.Client, fields: dict[str, str], location: str, message: str) -> None:
    answer = ask(client, encoded(flat(9, 9)), **fields)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == location
    assert message in error["message"]


LIMITED = [
    (
        {"image_memory_bytes": 300_000_000, "cnn_memory_bytes": 0},
        Image.new("RGBA", (4900, 5000), (9, 9, 9, 9)),
        "more memory",
    ),
    ({"image_seconds": 0.2}, noise(1100, 1100), "longer than 0.2 seconds"),
]


@pytest.mark.parametrize(("limits", "image", "reason"), LIMITED, ids=["memory", "time"])
def test_an_image_gets_so_much_and_no_more(limits: dict[str, float], image: Any, reason: str) -> None:
    with (
        serving_here(**limits) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        answer = ask(client, encoded(image, compress_level=1), include="sift")
        assert answer.status_code == 422
        assert reason in answer.json()["detail"]
        # On a busy machine the time may be up for a small one, too, but not for ever.
        wait_until(lambda: ask(client, encoded(flat(9, 9)), include="pixels").status_code == 200)


@pytest.fixture(scope="module")
def short_server() -> Iterator[httpx.Client]:
    """A server that writes at most 3600 numbers of HOG as JSON."""
    with (
        serving_here(max_hog_numbers=3600) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        yield client


@pytest.mark.parametrize("fields", [{}, {"normalized": "true"}, {"cell": "4"}, {"full": "true", "format": "npz"}])
def test_hog_of_so_many_numbers_is_written(short_server: httpx.Client, fields: dict[str, str]) -> None:
    assert ask(short_server, encoded(noise(80, 80)), include="hog", **fields).status_code == 200


@pytest.mark.parametrize(
    ("fields", "numbers"),
    [({"full": "true"}, "3,816"), ({"cell": "4", "normalized": "true"}, "7,200")],
    ids=["blocks", "small cells"],
)
def test_hog_of_more_numbers_is_refused(short_server: httpx.Client, fields: dict[str, str], numbers: str) -> None:
    answer = ask(short_server, encoded(noise(80, 80)), include="hog", **fields)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == "cell"
    assert numbers in error["message"]
    assert "npz" in error["message"]


def opened_files(process_id: int) -> Iterator[str]:
    """Yield the files that a process has open; some of them may be closed meanwhile."""
    for link in Path(f"/proc/{process_id}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(link.readlink())


def test_uploads_leave_no_file_behind(client: httpx.Client, tmp_path: Path) -> None:
    with serving(SLOPELAB, ROOT, {"TMPDIR": str(tmp_path)}) as server:
        content = encoded(noise(1200, 1200))
        assert len(content) > 3_000_000
        for _ in range(2):
            assert httpx.post(
                f"{server.address}/api/features", files={"image": content}, data={"include": "pixels"}, timeout=300
            ).is_success
            assert not any("picture" in name or name.endswith(".png") for name in opened_files(server.process_id))
        assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
