import pytest


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_gallery_shows_every_component(client, demo, db, language):
    page = client.get(f"/gallery/?lang={language}")
    assert page.status_code == 200
    text = page.content.decode()
    assert (
        f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in text
    )
    assert text.count("<h1>") == 1


def test_outside_a_demo_a_stranger_finds_no_gallery(client, db):
    assert client.get("/gallery/").status_code == 404


def test_a_look_is_kept_on_the_device(client, demo, db):
    answer = client.post("/gallery/theme/", {"theme": "dark", "next": "/gallery/"})
    assert answer.headers["Location"] == "/gallery/"
    assert 'data-theme="dark"' in client.get("/gallery/").content.decode()
    client.post("/gallery/theme/", {"theme": "", "next": "https://evil.example/"})
    assert "data-theme" not in client.get("/gallery/").content.decode()
