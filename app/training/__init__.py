"""Runs on classifiers: tasks, inputs, optimizers, evaluations, streams, caches; networks are in `app.objectives`."""
