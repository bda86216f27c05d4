"""What the features page counts and draws, without a document."""

import numpy as np
import pytest

from app.features.color import channel_histograms, hue_bins, hue_histogram, joint_histogram
from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks
from tests.browser.core.conftest import Call
from tests.features.pictures import PICTURES, noise


def rgba(image: np.ndarray) -> list[int]:
    """The pixels of an image as a canvas holds them."""
    opaque = np.full((*image.shape[:2], 1), 255, np.uint8)
    values: list[int] = np.concatenate([image, opaque], axis=-1).ravel().tolist()
    return values


def test_hues_are_binned_as_the_server_bins_them(call: Call) -> None:
    image = noise(30, 30)
    image[:5] = image[:5, :, :1]
    ours = call(
        "features/colours",
        "(m, colours) => colours.map(([r, g, b]) => m.hueBin(r, g, b))",
        image.reshape(-1, 3).tolist(),
    )
    assert ours == hue_bins(image[None], 36).ravel().tolist()


def test_pictures_have_in_common_what_the_moment_says(call: Call) -> None:
    coffee, cat = PICTURES["coffee"], PICTURES["cat"]
    shuffled = np.random.default_rng(0).permutation(coffee.reshape(-1, 3)).reshape(coffee.shape)

    def histograms(image: np.ndarray) -> dict[str, object]:
        red, green, blue = channel_histograms(image[None])[0].tolist()
        return {
            "rgb": {"r": red, "g": green, "b": blue},
            "hue": hue_histogram(image[None])[0].tolist(),
            "joint": joint_histogram(image[None], 4)[0].tolist(),
        }

    found = [
        call("features/colours", "(m, [one, other]) => m.overlaps(one, other)", [histograms(coffee), histograms(other)])
        for other in (cat, shuffled, coffee // 2)
    ]
    assert (found[0]["hue"], found[0]["joint"]) == pytest.approx((0.79, 0.27), abs=0.005)
    assert found[1] == pytest.approx({"rgb": 1, "hue": 1, "joint": 1})
    assert (found[2]["hue"], found[2]["joint"]) == pytest.approx((0.99, 0.23), abs=0.005)


def test_a_shuffle_keeps_every_pixel_and_is_the_same_each_time(call: Call) -> None:
    pixels = rgba(noise(9, 11))
    function = "(m, [pixels, change]) => [...m.changed(new Uint8ClampedArray(pixels), change)]"
    shuffled, again = (call("features/changes", function, [pixels, "shuffled"]) for _ in range(2))
    assert shuffled == again != pixels
    assert sorted(map(tuple, np.reshape(shuffled, (-1, 4)))) == sorted(map(tuple, np.reshape(pixels, (-1, 4))))


@pytest.mark.parametrize(
    ("change", "expected"),
    [("as_is", [200, 101, 3, 255]), ("half", [100, 50, 1, 255]), ("grey", [119, 119, 119, 255])],
)
def test_changes_of_a_pixel(call: Call, change: str, expected: list[int]) -> None:
    function = "(m, change) => [...m.changed(new Uint8ClampedArray([200, 101, 3, 255]), change)]"
    assert call("features/changes", function, change) == expected


def test_gradients_of_pixels_are_those_that_are_counted(call: Call) -> None:
    image = noise(16, 16)
    function = """(m, { data, part }) =>
      m.pixelGradients(new Uint8ClampedArray(data), { width: 16, height: 16 }, part).map(({ dx, dy }) => [dx, dy])"""
    gradients = np.array(
        call("features/gradients", function, {"data": rgba(image), "part": {"left": 8, "top": 0, "side": 8}})
    )
    degrees = np.rad2deg(np.arctan2(gradients[:, 1], gradients[:, 0])) % 180
    votes = np.bincount((degrees // 20).astype(int), np.hypot(*gradients.T), 9) / 64
    np.testing.assert_allclose(votes, cell_histograms(image[None])[0, 0, 1], rtol=1e-5)


def test_glyphs_lie_along_the_edges(call: Call) -> None:
    histograms = [[[0, 0, 0, 0, 4, 0, 0, 0, 0]]]
    (stroke,) = call("features/gradients", "(m, histograms) => m.glyphs(histograms, 8)", histograms)
    # Gradients of the middle bin point up and down, so the edge lies flat.
    assert stroke == pytest.approx({"x1": 8, "y1": 4, "x2": 0, "y2": 4, "weight": 1}, abs=1e-9)


def test_half_the_brightness_keeps_the_edges_and_a_shuffle_does_not(call: Call) -> None:
    coffee = PICTURES["coffee"][:160, :160]
    shuffled = np.random.default_rng(0).permutation(coffee.reshape(-1, 3)).reshape(coffee.shape)
    one, half, noisy = (
        cells_of_blocks(block_descriptors(cell_histograms(image[None])))[0].ravel().tolist()
        for image in (coffee, coffee // 2, shuffled)
    )
    cosine = "(m, [one, other]) => m.cosine(one, other)"
    assert call("features/vectors", cosine, [one, half]) > 0.95
    assert call("features/vectors", cosine, [one, noisy]) < 0.8
    assert call("features/vectors", cosine, [one, np.zeros_like(one).tolist()]) == 0


def test_the_surest_keypoints_and_the_nearest_of_them(call: Call) -> None:
    keypoints = [{"x": x, "y": 0, "response": response} for x, response in ((0, 0.1), (5, 0.3), (9, 0.2))]
    function = "(m, k) => [m.surest(k, 2), m.nearest(k, [1, 2], { x: 1, y: 0 }), m.nearest(k, [], { x: 1, y: 0 })]"
    assert call("features/keypoints", function, keypoints) == [[1, 2], 1, None]


OFFERED = {"photographs": ["coffee", "cat"], "readings": ["pixels", "color", "hog", "sift", "words"]}


def test_the_address_holds_every_choice(call: Call) -> None:
    state = {
        "picture": "cat",
        "second": "coffee",
        "reading": "color",
        "change": "half",
        "cell": 16,
        "orientations": 12,
        "normalized": True,
        "colours": "joint",
        "codebook": "0123456789ab",
    }
    function = "(m, [state, offered]) => m.parseState('#' + m.formatState(state), offered)"
    assert call("features/state", function, [state, OFFERED]) == state


@pytest.mark.parametrize(
    "fragment", ["", "#", "#picture=../x&cell=1e9&reading=<b>&change=__proto__", "#%%%", "#&&==&", "#reading=cnn"]
)
def test_a_broken_address_is_a_first_visit(call: Call, fragment: str) -> None:
    function = "(m, [fragment, offered]) => [m.parseState(fragment, offered), m.FIRST_VISIT]"
    found = call("features/state", function, [fragment, OFFERED])
    assert found[0] == found[1]


def test_tables_hold_a_row_for_each_bin_cell_or_keypoint(call: Call) -> None:
    features = {"hog": {"orientations": 2, "histogram": [[[1, 2], [3, 4]]]}}
    assert call("features/exports", "(m, f) => m.csvOf(f)", features) == "row,column,bin 0,bin 1\n0,0,1,2\n0,1,3,4\n"
    features = {"cnn": {"top": [], "length": 2, "features": [0.5, 0]}}
    assert call("features/exports", "(m, f) => m.csvOf(f)", features) == "number,value\n0,0.5\n1,0\n"
    features = {"sift": {"keypoints": [{"x": 1.5, "y": 2, "size": 3, "angle": 4, "response": 5}]}}
    assert call("features/exports", "(m, f) => m.csvOf(f)", features) == "x,y,size,angle,response\n1.5,2,3,4,5\n"


WORDS = {"scale": 0.5, "side": 6, "step": 2, "map": [[7, 8], [8, 7]]}


def test_a_word_is_found_where_its_patches_are(call: Call) -> None:
    found = call("features/codebooks", "(m, words) => m.occurrences(words, 8)", WORDS)
    assert found == [{"x": 4, "y": 0, "side": 12}, {"x": 0, "y": 4, "side": 12}]
    points = [{"x": 6, "y": 6}, {"x": 10, "y": 6}, {"x": 99, "y": 99}, {"x": 0, "y": 10}]
    at = call(
        "features/codebooks", "(m, [words, points]) => points.map((point) => m.wordAt(words, point))", [WORDS, points]
    )
    assert at == [7, 8, 7, 8]
    assert call("features/codebooks", "(m, words) => m.wordAt(words, { x: 0, y: 0 })", {**WORDS, "map": []}) is None


@pytest.mark.parametrize(
    ("most", "cell"), [(10_000_000, 8), (67_500, 8), (67_499, 16), (10_000, 32), (500, 128), (1, 128)]
)
def test_cells_grow_until_their_numbers_are_not_too_many(call: Call, most: int, cell: int) -> None:
    script = """(m, hog_numbers) =>
      m.edgesOf({ width: 600, height: 400 }, { cell: 8, orientations: 9 }, { hog_numbers })"""
    fields = call("features/gradients", script, most)
    assert fields == {"include": "hog", "cell": str(cell), "orientations": "9", "normalized": "true"}


@pytest.mark.parametrize(
    ("low", "high", "sizes"), [(10, 2000, [100, 400, 1000]), (10, 40, [40]), (200, 500, [200, 400, 500])]
)
def test_codebooks_have_as_many_words_as_the_server_takes(call: Call, low: int, high: int, sizes: list[int]) -> None:
    script = "(m, codebook_words) => m.sizesWithin({ codebook_words })"
    assert call("features/codebooks", script, {"low": low, "high": high}) == sizes
