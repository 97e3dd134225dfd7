"""Attacks on the answer: orders to the machine inside a question, a report or a conversation."""
