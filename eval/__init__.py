"""Known facts, metrics, runs, the gate and the benchmarks."""
