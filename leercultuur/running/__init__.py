"""Running the site: health, figures for monitoring, backups. Knows nothing of answers."""
