"""Backups: one encrypted file with everything, made while the site runs."""
