"""
A process that works on a list and may be killed at any moment.

    python -m tests.intake.killed prepare|work|look|report
"""

import datetime as dt
import json
import os
import sys
import threading
import time

import django

ROWS = 400  # more than what is done at once: the job's


def main(verb):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    from tests.intake import killed_scene  # noqa: PLC0415  (needs Django)

    if verb == "prepare":
        killed_scene.prepare(ROWS)
    elif verb == "work":
        tell(killed_scene.made)
        killed_scene.work()
    elif verb == "look":
        say("looking")
        killed_scene.look()
    say(json.dumps(killed_scene.report()))


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def tell(count):
    """Print again and again how far it is."""

    def forever():
        while True:
            say(f"made {count()}")
            time.sleep(0.05)

    threading.Thread(target=forever, daemon=True).start()


def later(minutes):
    start = dt.datetime(2026, 3, 10, 8, 40, tzinfo=dt.UTC)
    return (start + dt.timedelta(minutes=minutes)).isoformat()


if __name__ == "__main__":
    main(sys.argv[1])
