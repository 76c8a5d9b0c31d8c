"""Pressing the buttons of the desk as a browser without a script does."""

from urllib.parse import urljoin

from lxml import html as markup


class Desk:
    """The page that was answered last, and how many forms were sent."""

    def __init__(self, client, path="/admin/desk/"):
        self.client = client
        self.decisions = 0
        self.go(path)

    def go(self, path):
        self._read(self.client.get(path, follow=True))
        return self

    def press(self, label, within="", **changed):
        """Press the button with this value or label, in a form that holds some words.

        changed: what is typed or chosen first; a list ticks just these.
        """
        form, button = self._button(label, within)
        sent: dict[str, list[str]] = {}
        longer = {field.name for field in form.iter("textarea")}
        for name, value in form.form_values():
            # the line end after the tag is none of the text
            kept = value.removeprefix("\n") if name in longer else value
            sent.setdefault(name, []).append(kept)
        sent |= {name: value for name, value in changed.items() if value is not None}
        if button.get("name"):
            sent[button.get("name")] = button.get("value", "")
        action = urljoin(self.path, form.get("action") or self.path)
        assert form.method == "POST", form.action
        answer = self.client.post(action, sent)
        assert answer.status_code in {200, 303, 400}, answer.status_code
        self.decisions += 1
        if answer.status_code == 303:
            answer = self.client.get(urljoin(action, answer["Location"]), follow=True)
        self._read(answer)
        return self

    def follow(self, label):
        """Follow the first link with these words."""
        links = [a for a in self.page.iter("a") if label in words(a)]
        return self.go(urljoin(self.path, links[0].get("href")))

    def values(self, name):
        """What fields and ticked boxes of this name hold."""
        return [
            field.get("value", "")
            for field in self.page.iter("input")
            if field.get("name") == name
        ]

    @property
    def has(self):
        """The acts on offer."""
        return {button.get("value") for button in self.page.iter("button")}

    def _button(self, label, within):
        for form in self.page.forms:
            for button in form.iter("button"):
                is_it = label in (button.get("value"), words(button))
                if is_it and button.get("disabled") is None and within in words(form):
                    return form, button
        raise AssertionError(f"no button {label!r} on {self.path}: {self.text}")

    def _read(self, answer):
        assert answer.status_code in {200, 400}, answer.status_code
        request = answer.request
        query = request["QUERY_STRING"]
        self.path = request["PATH_INFO"] + (f"?{query}" if query else "")
        self.html = answer.content.decode()
        self.page = markup.fromstring(self.html)
        main = self.page.get_element_by_id("content-start", None)
        self.text = words(main if main is not None else self.page)


def words(element):
    return " ".join(element.text_content().split())
