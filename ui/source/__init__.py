"""Where the quoted words stand: pages and sections, marked."""
