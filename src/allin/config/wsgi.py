import os

from django.core.wsgi import get_wsgi_application

from allin.config import watch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allin.config.settings")
watch.end_with_parent()
application = get_wsgi_application()
