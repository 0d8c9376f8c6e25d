"""A subject that readers browse by: its guides, its problems, companies, stories, authorities."""
