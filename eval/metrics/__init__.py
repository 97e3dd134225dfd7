"""Scores by their standard definitions; pure functions of what was asked and answered."""
