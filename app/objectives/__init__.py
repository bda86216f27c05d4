"""Everything with a loss and a gradient; the methods that descend it are in `app.optimizers` and `app.engine`."""
