"""Features that a network learned: EfficientNet-Lite0 on ImageNet, an optional extra."""
