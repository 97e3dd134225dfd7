"""Office documents: Word, PowerPoint and Excel in their XML formats."""
