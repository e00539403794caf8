"""The limits that respondents are promised, in one place. Why these: PRIVACY.md."""

from __future__ import annotations

K = 5  # people needed for a mean
DETAIL = 10  # people needed for anything that carries spread
EDGES = (5, 95)  # between these a mean is told, for DETAIL people or more
WIDE_EDGES = (10, 90)  # for fewer: near an end their mean says more about each of them
DONT_KNOW_EDGES = (5, 45)  # percent; a valid block has it in at most half of its answers
LEAST_SD = 5.0  # points; people who agree more than this count as differing this much
CLEAR_GAP = 10  # points between two groups of DETAIL people or more
