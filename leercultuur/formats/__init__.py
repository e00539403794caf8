"""Formats per language where Django's own do not fit."""
