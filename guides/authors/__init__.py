"""Who signs a guide: the author, their links, and the page with their guides."""
