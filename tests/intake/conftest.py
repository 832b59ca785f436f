"""Bring a list, look at it, create from it, take it back."""

import io

import pytest
from openpyxl import Workbook

from allin.core import targets
from allin.intake import operations


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Whoever asks for a page waits for the whole list, however slow the machine."""
    monkeypatch.setattr(operations, "PATIENCE", 600.0)


@pytest.fixture
def bring(kassel, coordinator, now):
    def bring(target, data, name="liste.csv", by=coordinator):
        if isinstance(data, str):
            data = data.encode()
        return operations.stage(
            centre=kassel, target=targets.find(target), data=data, name=name, by=by,
            now=now,
        )  # fmt: skip

    return bring


@pytest.fixture
def look(coordinator, now):
    return lambda upload: operations.survey(
        upload=upload, target=targets.find(upload.target), by=coordinator, now=now
    )


@pytest.fixture
def create(coordinator, now):
    def create(upload):
        operations.start_creating(upload=upload, now=now)
        operations.create_all(
            upload=upload, target=targets.find(upload.target), by=coordinator, now=now
        )
        upload.refresh_from_db()
        return upload

    return create


@pytest.fixture
def undo(coordinator, now):
    def undo(upload):
        operations.start_undoing(upload=upload, now=now)
        operations.undo_all(
            upload=upload, target=targets.find(upload.target), by=coordinator, now=now
        )
        upload.refresh_from_db()
        return upload

    return undo


@pytest.fixture
def bring_book(bring):
    """Bring a spreadsheet of one sheet, made of rows."""

    def bring_book(target, rows):
        return bring(target, book_of(rows), "liste.xlsx")

    return bring_book


def book_of(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
