"""EfficientNet-Lite0, as its authors describe it."""

from app.features.cnn.architecture import CLASSES, FEATURES, SIDE, blocks


def test_the_stages_are_those_of_the_paper() -> None:
    """Tan and Le 2019, table 1: kernel, stride, outputs and expansion of the 16 bottlenecks."""
    _, *bottlenecks, _ = blocks()
    found = [
        (spread.side, spread.stride, project.outputs, spread.outputs // block.convolutions[0].inputs)
        for block in bottlenecks
        for *_, spread, project in [block.convolutions]
    ]
    assert found == [
        (3, 1, 16, 1),
        *[(3, 2, 24, 6), (3, 1, 24, 6)],
        *[(5, 2, 40, 6), (5, 1, 40, 6)],
        *[(3, 2, 80, 6), (3, 1, 80, 6), (3, 1, 80, 6)],
        *[(5, 1, 112, 6), (5, 1, 112, 6), (5, 1, 112, 6)],
        *[(5, 2, 192, 6), (5, 1, 192, 6), (5, 1, 192, 6), (5, 1, 192, 6)],
        (3, 1, 320, 6),
    ]


def test_blocks_that_keep_the_shape_add_their_input() -> None:
    assert [block.residual for block in blocks()] == [
        *[False, False],
        *[False, True],
        *[False, True],
        *[False, True, True],
        *[False, True, True],
        *[False, True, True, True],
        *[False, False],
    ]


def test_each_convolution_reads_what_the_one_before_writes() -> None:
    channels = 3
    for block in blocks():
        for convolution in block.convolutions:
            assert convolution.inputs == channels
            assert convolution.groups in (1, convolution.inputs)
            assert convolution.shape[1] == convolution.inputs // convolution.groups
            channels = convolution.outputs
    assert (channels, FEATURES, CLASSES, SIDE) == (1280, 1280, 1000, 224)


def test_the_stem_and_the_head() -> None:
    (stem,), *_, (head,) = (block.convolutions for block in blocks())
    assert (stem.outputs, stem.side, stem.stride, stem.clipped) == (32, 3, 2, True)
    assert (head.inputs, head.side, head.stride, head.clipped) == (320, 1, 1, True)


def test_only_projections_are_linear() -> None:
    clipped = {convolution.name.split(".")[-1]: convolution.clipped for b in blocks() for convolution in b.convolutions}
    assert clipped == {
        "_conv_stem": True,
        "_depthwise_conv": True,
        "_project_conv": False,
        "_expand_conv": True,
        "_conv_head": True,
    }
