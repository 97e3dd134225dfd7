"""What a report says of itself: title, publisher, date, language."""
