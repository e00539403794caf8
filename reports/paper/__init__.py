"""The report on paper: one module per kind of page, each turning a Report into page values."""
