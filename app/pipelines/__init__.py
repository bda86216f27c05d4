"""One picture through features, scores and loss of a trained classifier, and the steps that training on it takes."""
