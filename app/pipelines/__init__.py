"""The pipeline of one picture: features, scores and loss of a trained classifier, and training steps on it."""
