"""PDF: characters with their places, made lines, columns, tables and paragraphs again."""
