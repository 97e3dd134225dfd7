"""What several rooms need: the domain's types, the settings, the errors."""
