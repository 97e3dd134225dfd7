"""The steps by which the database came to its form, oldest first in `versions`.

Each is written by hand beside the change of `records.schema`; a test compares the two.
"""
