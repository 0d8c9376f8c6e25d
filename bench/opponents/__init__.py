"""What our published pages are measured against."""
