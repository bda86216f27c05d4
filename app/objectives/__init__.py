"""Anything with a loss and a gradient; how it is descended is in `app.optimizers` and `app.engine`."""
