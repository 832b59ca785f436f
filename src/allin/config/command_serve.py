"""`allin serve`: the web server and the worker, as one tree of processes."""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from allin.config import home, schema, watch
from allin.vault import clients

GRACE = 8.0  # seconds a child has to end by itself
UP_WITHIN = 60.0


@dataclass
class Child:
    """One process of the tree, started again when it falls."""

    words: list[str]
    process: subprocess.Popen[bytes] | None = None
    falls: list[float] = field(default_factory=list)

    def start(self) -> None:
        environment = {**os.environ, watch.SERVED: "1"}
        self.process = subprocess.Popen(  # noqa: S603  (our own command)
            [sys.executable, "-m", "allin", *self.words],
            env=environment,
            start_new_session=True,
        )

    def tend(self) -> bool:
        """Start it again if it fell; return False when it falls all the time."""
        if self.process is not None and self.process.poll() is None:
            return True
        self._end_group(signal.SIGKILL)  # its own children may still serve
        now = time.monotonic()
        often, within = 5, 60
        self.falls = [at for at in self.falls if now - at < within] + [now]
        if len(self.falls) >= often:
            return False
        self.start()
        return True

    def end(self) -> None:
        if self.process is None:
            return
        self._end_group(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE)
        self._end_group(signal.SIGKILL)

    def _end_group(self, how: signal.Signals) -> None:
        if self.process is not None:
            try:
                os.killpg(self.process.pid, how)
            except ProcessLookupError:
                return


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop. A second start in the same home is refused."""
    if home.is_empty(settings.HOME):
        raise home.NotReadyError(
            noop(
                "There is no home in %(home)s yet. `allin init` makes one,"
                " `allin demo` a centre of invented people."
            ),
            home=settings.HOME,
        )
    held = home.lock(settings.HOME)
    clients.keyring()  # without the key nothing should start
    _port_is_free(options.host, options.port)
    prepare()
    connection.close()
    address = ["--host", options.host, "--port", str(options.port)]
    # where the links in letters lead, unless the installation says so itself
    os.environ.setdefault("ALLIN_ADDRESS", f"http://localhost:{options.port}")
    children = [Child(["web", *address]), Child(["worker"])]
    stopping = Stop()
    for child in children:
        child.start()
    try:
        return _tend(children, stopping, options)
    finally:
        for child in children:
            child.end()
        held.close()


class Stop:
    """Turns true when somebody asks the house to stop."""

    def __init__(self) -> None:
        self.asked = False
        for how in (signal.SIGTERM, signal.SIGINT):
            signal.signal(how, self._ask)

    def _ask(self, *_args: object) -> None:
        self.asked = True


def prepare() -> None:
    """Bring the database and the static files up to this version of the program."""
    print(_("Bringing the database up to date …"), flush=True)
    schema.bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    print(_("Laying out styles and pictures …"), flush=True)
    call_command("collectstatic", verbosity=0, interactive=False)


def _port_is_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise home.NotReadyError(
                noop("Port %(port)s is taken. Another one: --port %(other)s."),
                port=port,
                other=port + 1,
            ) from taken


def _tend(children: list[Child], stopping: Stop, options: argparse.Namespace) -> int:
    print(_("Starting …"), flush=True)
    begun, told = time.monotonic(), False
    while not stopping.asked:
        if not told and _answers(options.host, options.port):
            told = True
            print(f"\n  http://localhost:{options.port}\n", flush=True)
            print(_("Ctrl+C ends it."), flush=True)
        if not told and time.monotonic() - begun > UP_WITHIN:
            print(_("The web server does not come up."), file=sys.stderr)
            return 1
        if not all(child.tend() for child in children):
            print(_("A part of the house falls again and again."), file=sys.stderr)
            return 1
        time.sleep(0.3)
    return 0


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=0.3):
            return True
    except OSError:
        return False
