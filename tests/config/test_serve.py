import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

# Its processes have a home, and so a database file, of their own.
pytestmark = [pytest.mark.slow, pytest.mark.once]


@pytest.fixture
def allin(tmp_path):
    """Run `allin …` in a home of its own, as somebody at a terminal does."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ALLIN_", "DJANGO_", "PYTEST"))
    }
    environment |= {
        "ALLIN_HOME": str(tmp_path / "home"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONPATH": "src",
        "LANG": "en_GB.UTF-8",
    }
    running = []

    def start(*words):
        process = subprocess.Popen(
            [sys.executable, "-m", "allin", *words],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        process.wait(30)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    try:
        address = f"http://127.0.0.1:{port}/accounts/login/"
        with urllib.request.urlopen(address, timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


def until(holds, seconds=60):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.2)
    return False


def children_of(pid):
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    pairs = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    found, fresh = set(), {pid}
    while fresh:
        fresh = {child for child, parent in pairs if parent in fresh} - found
        found |= fresh
    return found


def lives(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:  # noqa: PTH123
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_new_centre_starts_once_and_its_children_end_with_it(allin, tmp_path):
    init = allin("init", "--centre", "Servicestelle Test", "--email", "a@b.example")
    words, _ = init.communicate(timeout=120)
    assert init.returncode == 0, words
    assert "/team/join/" in words
    assert "recovery key" in words
    again = allin("init")
    assert again.wait(60) == 1

    port = free_port()
    serve = allin("serve", "--port", str(port))
    assert until(lambda: answers(port))
    second = allin("serve", "--port", str(free_port()))
    says, _ = second.communicate(timeout=60)
    assert second.returncode == 1
    assert "already running" in says

    children = children_of(serve.pid)
    assert len(children) >= 3  # web server, its worker, the jobs
    serve.kill()
    serve.wait(10)
    assert until(lambda: not any(map(lives, children)), 15)
    assert not answers(port)

    serve = allin("serve", "--port", str(port))
    assert until(lambda: answers(port))
    serve.terminate()
    assert serve.wait(30) == 0
    doctor = allin("doctor", "--json")
    found, _ = doctor.communicate(timeout=60)
    assert doctor.returncode == 0, found


def test_a_web_server_that_falls_comes_back(allin):
    assert allin("init").wait(120) == 0
    port = free_port()
    serve = allin("serve", "--port", str(port))
    assert until(lambda: answers(port))
    for child in children_of(serve.pid):
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    assert until(lambda: answers(port))


def test_without_a_home_it_says_what_to_do(allin):
    serve = allin("serve")
    words, _ = serve.communicate(timeout=60)
    assert serve.returncode == 1
    assert "allin demo" in words


def test_a_demo_never_takes_the_place_of_something_else(allin, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("three years")
    demo = allin("demo")
    words, _ = demo.communicate(timeout=60)
    assert demo.returncode == 1
    assert "not a demo" in words
    assert (tmp_path / "home" / "thesis.txt").exists()
