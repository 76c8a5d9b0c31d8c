"""What searches look up: the tokens of every text, and the words there are."""

from django.db import models


class SearchText(models.Model):
    """The words of one row of the archive, or of a part of a long text.

    Worked out from the texts by archive.search, and can be worked out again. The
    key is what it is of, its day and its id, so that the newest come first by it.
    The databases keep an index beside it, by triggers.
    """

    key = models.BigIntegerField(primary_key=True)
    kind = models.PositiveSmallIntegerField()
    object_id = models.BigIntegerField()
    stretches = models.TextField(default="[]")
    title = models.TextField(blank=True)
    exact = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    stem = models.TextField(blank=True)

    class Meta:
        ordering = ["-key"]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="search_text_of"),
            models.Index(fields=["kind", "-key"], name="search_text_newest"),
        ]

    def __str__(self) -> str:
        return self.title.strip()


class SearchWord(models.Model):
    """A word that stands in some text, for finding what is spelled alike.

    Folded; head and tail are its first and last three letters.
    """

    word = models.CharField(max_length=40, unique=True)
    head = models.CharField(max_length=3)
    tail = models.CharField(max_length=3)
    length = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["word"]
        indexes = [
            models.Index(fields=["head", "length"], name="search_word_by_head"),
            models.Index(fields=["tail", "length"], name="search_word_by_tail"),
        ]

    def __str__(self) -> str:
        return self.word
