"""Features learned by a network, EfficientNet-Lite0 on ImageNet; an optional extra."""
