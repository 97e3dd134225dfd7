"""Other systems asked the same questions over the same reports, side by side with this one."""
