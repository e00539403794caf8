"""Headings and sentences chosen by rule: each one is true for the published numbers at hand."""
