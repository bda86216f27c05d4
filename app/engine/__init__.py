"""How an optimizer advances: gradient sources, steppers, kernels; it knows neither requests nor streams."""
