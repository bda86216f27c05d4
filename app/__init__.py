"""Slopelab: real optimizers descend real losses while you watch."""

import os

__version__ = "0.1.0"

# A run gives the same bytes on any number of cores only if BLAS sums in one order,
# and BLAS reads this once, when numpy is first imported.
for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
