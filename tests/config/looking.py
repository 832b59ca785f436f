"""Print the coordinator's first page of the demo in `ALLIN_HOME`, as plain text."""

import os
import re
import sys

import django
from django.core.management import call_command
from django.test import Client


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "allin.config.settings"
    django.setup()
    call_command("collectstatic", verbosity=0, interactive=False)
    client = Client(headers={"host": "localhost", "accept-language": "de"})
    entered = client.post("/demo/derya/")
    page = client.get(entered["Location"], follow=True)
    assert page.status_code == 200, page.status_code
    text = page.content.decode()
    main_part = text[text.index("<main") : text.index("</main>")]
    sys.stdout.write(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main_part)))


if __name__ == "__main__":
    main()
