"""`allin upgrade`: nothing is lost, whatever happens on the way."""

import argparse
import os
import sqlite3

import pytest
from django.db import DatabaseError, connection

from allin.config import backups, command_serve, command_upgrade, doctor, home
from allin.core.findings import Finding

pytestmark = pytest.mark.django_db

NOTHING = argparse.Namespace(saved="")


@pytest.fixture
def house(tmp_path, settings, monkeypatch):
    """A home whose backups are files of one letter; tables are moved by nobody."""
    settings.HOME, settings.BACKUP_TO = tmp_path, ""
    monkeypatch.setattr(
        backups.command_backup, "make", lambda path: path.write_text("x")
    )
    monkeypatch.setattr(command_upgrade, "_copy", lambda: tmp_path / "none")
    monkeypatch.setattr(command_serve, "prepare", lambda: None)
    monkeypatch.setattr(doctor, "findings", lambda _now: [])
    return tmp_path


def test_first_a_backup_then_the_tables_then_a_look(house, capsys):
    assert command_upgrade.run(NOTHING) == 0

    (made,) = (house / "backups").iterdir()
    assert made.name.endswith("-before-upgrade.backup")
    assert str(made) in capsys.readouterr().out


def test_a_house_that_is_served_is_left_alone(house):
    held = home.lock(house)
    with pytest.raises(home.NotReadyError):
        command_upgrade.run(NOTHING)
    held.close()

    assert not (house / "backups").exists()


def test_what_is_bad_afterwards_is_said_with_the_way_back(house, monkeypatch, capsys):
    bad = Finding("rooms", "double", "Ein Raum ist zweimal vergeben.", count=1)
    monkeypatch.setattr(doctor, "findings", lambda _now: [bad])

    assert command_upgrade.run(NOTHING) == 1
    said = capsys.readouterr().out
    assert "Ein Raum ist zweimal vergeben." in said
    assert "allin restore" in said


def test_tables_this_version_cannot_read_are_backed_up_by_the_one_before(
    house, monkeypatch, now
):
    def unreadable(_path):
        raise DatabaseError

    monkeypatch.setattr(backups.command_backup, "make", unreadable)
    with pytest.raises(home.NotReadyError, match="--saved FILE"):
        command_upgrade.run(NOTHING)

    saved = house / "mine.backup"
    saved.write_text("x")
    os.utime(saved, (now.timestamp(), now.timestamp()))
    assert command_upgrade.run(argparse.Namespace(saved=str(saved))) == 0


def test_a_backup_of_last_week_is_not_enough(house, now):
    saved = house / "mine.backup"
    saved.write_text("x")
    last_week = now.timestamp() - 7 * 86_400
    os.utime(saved, (last_week, last_week))

    with pytest.raises(home.NotReadyError, match="older than a day"):
        command_upgrade.run(argparse.Namespace(saved=str(saved)))
    with pytest.raises(home.NotReadyError, match="no such file"):
        command_upgrade.run(argparse.Namespace(saved=str(house / "none")))


def test_when_the_tables_cannot_be_moved_the_old_ones_are_put_back(
    tmp_path, monkeypatch, capsys
):
    place, copy = tmp_path / "allin.sqlite3", tmp_path / "copy.sqlite3"
    for path, word in ((place, "half"), (copy, "whole")):
        with sqlite3.connect(path) as base:
            base.execute("CREATE TABLE t (word)")
            base.execute("INSERT INTO t VALUES (?)", [word])
    (tmp_path / "allin.sqlite3-wal").write_bytes(b"")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(place))
    monkeypatch.setattr(connection, "close", lambda: None)
    command_upgrade._put_back(copy)

    with sqlite3.connect(place) as base:
        assert base.execute("SELECT word FROM t").fetchall() == [("whole",)]
    assert "wie vorher" in capsys.readouterr().out
