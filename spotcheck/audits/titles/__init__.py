"""What a title says: days, periods, document numbers, issues, repeals. Knows no rule."""
