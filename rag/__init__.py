"""Question in, Answer out; knows no file format and no screen."""
