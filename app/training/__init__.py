"""Runs on classifiers: task, inputs, optimizers, evaluations, stream, caches; networks are in `app.objectives`."""
