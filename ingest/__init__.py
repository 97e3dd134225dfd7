"""From a file to passages, and the library kept in step with a folder."""
