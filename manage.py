#!/usr/bin/env python
"""Run a command of the project: python manage.py COMMAND."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leercultuur.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
