"""Public question sets, measured in a throw-away library."""
