"""The ASGI entrance, for hosts that ask for one; gunicorn with wsgi.py is the measured choice."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leercultuur.settings")
application = get_asgi_application()
