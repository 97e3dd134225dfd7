"""The command line: one file a command, each one service call."""
