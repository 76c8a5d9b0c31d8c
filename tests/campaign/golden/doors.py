"""The public doors a letter comes through."""

from campaign.models import LetterCount

SLUG = "stop-repression-of-striking-oil-and-gas-workers"
DEMO = f"/campaigns/{SLUG}/"
TYPED = {"from": "IE", "name": "A. Sender", "town": "Cork", "language": "en"}


def file_of(client, extension="txt", path=DEMO, **typed):
    answer = client.post(f"{path}letter.{extension}", TYPED | typed)
    assert answer.status_code == 200, answer.content.decode()[:300]
    return answer.content


def refusal(client, path=DEMO, formats=("txt",), **typed):
    """What the page says while none of the formats gives a file."""
    for extension in formats:
        answer = client.post(f"{path}letter.{extension}", TYPED | typed)
        assert answer.status_code == 422
        assert answer["Content-Type"].startswith("text/html")
    preview = client.post(f"{path}write/", TYPED | typed)
    assert preview.status_code == 422
    assert not LetterCount.objects.exists()
    return preview.content.decode()
