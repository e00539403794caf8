"""How a day is written; the rest is Django's own."""

DATE_FORMAT = "j E Y"
