"""The list of people to invite, as HR pastes or uploads it -> addresses, roles and what is wrong.

Start at `read.py`. Names are never taken over: a result holds addresses, roles and languages.
"""
