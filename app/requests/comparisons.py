"""The specification of a comparison: the same data and the same kind of classifier, one feature after the other."""

from typing import Literal

from pydantic import Field, field_validator

from app.features.catalogue import FEATURES
from app.requests.classifiers import MAX_REGULARIZATION, ClassifierSpecification, HiddenUnits, default_hidden
from app.requests.gradients import MinibatchGradient
from app.requests.limits import Seed, default_from
from app.requests.optimizers import ClassifierOptimizerSpecification, optimizer_on_a_classifier
from app.requests.trainings import TrainingLength, TrainingRequest

LEARNED = "convnet"
"""A special feature of a comparison: a network that learns its own features."""

DEFAULT_FEATURES = ["pixels", "color", "hog", "hog+color", "words", LEARNED]


class ComparisonRequest(TrainingLength):
    """A comparison: features of a data set, each with its own classifier, trained in the same way."""

    dataset: str = Field(
        "digits",
        pattern="^[a-z0-9-]{1,40}$",
        description="The id of a data set of images, as `GET /api/datasets` lists them.",
    )
    features: list[str] = Field(
        DEFAULT_FEATURES,
        min_length=1,
        max_length=12,
        description=f"The features in the order of training: {', '.join(FEATURES)}, several joined by +, or {LEARNED}, "
        "which learns its own features from the pixels.",
    )
    model: Literal["softmax", "svm", "mlp"] = Field(
        "softmax", description="The classifier for each feature but convnet."
    )
    regularization: float = Field(1e-2, ge=0.0, le=MAX_REGULARIZATION, description="λ: ½·λ·Σw² is added to the loss.")
    hidden: HiddenUnits = default_from(
        default_hidden,
        description="The number of units in the hidden layer of an `mlp`.",
    )
    optimizer: ClassifierOptimizerSpecification = Field(
        optimizer_on_a_classifier(rule="momentum", learning_rate=0.001, gradient=MinibatchGradient(kind="minibatch")),
        description="The optimizer of each classifier; momentum on minibatches of 64 by default.",
    )
    seed: Seed = Field(0, description="The seed of every random number.")

    @field_validator("features")
    @classmethod
    def _are_known(cls, features: list[str]) -> list[str]:
        for feature in features:
            parts = feature.split("+")
            if feature != LEARNED and (not set(parts) <= set(FEATURES) or len(set(parts)) < len(parts)):
                raise ValueError(
                    f"Each must be one of {', '.join(FEATURES)}, several of them joined by +, or {LEARNED}."
                )
        if len(set(features)) < len(features):
            raise ValueError("Each may be there once.")
        return features

    def run_of(self, feature: str) -> TrainingRequest:
        """Make the run that trains the classifier of one of the features."""
        return TrainingRequest(
            objective=ClassifierSpecification(
                kind="classifier",
                dataset=self.dataset,
                feature="pixels" if feature == LEARNED else feature,
                model="convnet" if feature == LEARNED else self.model,
                regularization=self.regularization,
                hidden=self.hidden,
            ),
            seed=self.seed,
            epochs=self.epochs,
            steps=self.steps,
            optimizers=[self.optimizer],
        )
