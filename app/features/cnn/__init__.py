"""What a network learned to see: EfficientNet-Lite0 on ImageNet, an optional extra."""
