"""The data set ``digits``: 1,797 handwritten digits of 8×8 pixels, from scikit-learn.

From E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits" (1998), its test part.
"""

import numpy as np

from app.datasets.labelled import BuiltIn, Description, LabelledImages, Split
from app.texts import Text

SIDE = 8
INKS = 16
TEST = 360


def digits() -> Split[LabelledImages]:
    """Split the digits into 1,437 for training and 360 for testing, stratified by class and shuffled with seed 0.

    Grey images (N, 8, 8, 1): the 17 amounts of ink in the data become levels from 0, black, to 255.
    """
    # Imported here, since the import takes a second and landscapes do not need it.
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    inks, labels = load_digits(return_X_y=True)
    levels = np.rint(inks * (255 / INKS)).astype(np.uint8).reshape(-1, SIDE, SIDE, 1)
    train, test, train_labels, test_labels = train_test_split(
        levels, labels.astype(np.int64), test_size=TEST, random_state=0, stratify=labels
    )
    classes = tuple(map(str, range(10)))
    return Split(LabelledImages(train, train_labels, classes), LabelledImages(test, test_labels, classes))


DIGITS = BuiltIn(
    "digits",
    Text("Digits", "손글씨 숫자"),
    Description("Digits", tuple("0123456789"), 1437, 360, (SIDE, SIDE, 1)),
    digits,
)
