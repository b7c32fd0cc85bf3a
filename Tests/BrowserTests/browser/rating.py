"""A session for hiring is rated by somebody who has nothing but a link."""

import base64
import hashlib
import hmac
import json

import candidate
from server import OPERATOR_TOKEN
from visitor import visiting

SKINS = [
    ("light", {}),
    ("dark", {"dark": True}),
    ("mobile", {"mobile": True}),
    ("fr", {"language": "fr-FR"}),
]
ANSWER = "I worked on a billing service for three years, and I kept it running."


def key(session: str) -> str:
    """What `vivavoce sessions link` prints behind the #."""
    secret = hashlib.sha256(OPERATOR_TOKEN.encode()).digest()
    code = hmac.new(secret, f"vivavoce rating {session}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(code).decode().rstrip("=")


def hold_for_hiring(browser, base) -> str:
    with visiting(browser, base) as visitor:
        candidate.prepare(visitor, purpose="hiring")
        candidate.start(visitor)
        candidate.wait_for_floor(visitor)
        page = visitor.page
        page.keyboard.press("t")
        page.fill("#typed-answer", ANSWER)
        page.click(".type-answer button[type=submit]")
        page.get_by_text(ANSWER).wait_for()
        return candidate.end(visitor)


def report(page, session: str) -> dict:
    script = "async (id) => (await fetch(`/api/v1/sessions/${id}/report`)).json()"
    return page.evaluate(script, session)


def a_recruiter_rates_before_seeing_what_was_computed(browser, base):
    session = hold_for_hiring(browser, base)
    look_at_the_form(browser, base, session)
    with visiting(browser, base) as visitor:
        page = visitor.open(f"/rate?session={session}")
        visitor.check_accessibility("rating without a key")
        visitor.picture("rating-key")
        page.fill("input[name=key]", key(session))
        page.keyboard.press("Enter")
        page.wait_for_selector(".rating-form")
        assert key(session) not in page.url, "the key stayed in the address"
        assert ANSWER in page.locator(".answers").inner_text()
        shown = page.locator("main").inner_text()
        assert "Heard" not in shown and "computed" not in shown, "the machine spoke first"
        before = report(page, session)
        assert before["levels_withheld"] and "delivery" not in json.dumps(before)
        play_one(page, before)
        rate_by_keyboard(visitor)
        page.wait_for_selector(".rating-given")
        given = page.locator(".rating-given").inner_text()
        assert "R. Quill" in given and "Level 4" in given and "billing" in given, given
        assert "rated by a person" in page.locator(".competencies").inner_text()
        assert not report(page, session)["levels_withheld"]
        assert page.evaluate("document.activeElement.tagName") == "H1"
        visitor.check_accessibility("rated")
        visitor.picture("rated")
        page.reload()
        page.wait_for_selector(".rating-form")
        page.get_by_role("button", name="Show the ratings without rating").click()
        page.wait_for_selector(".rating-given")
        page.goto(f"{base}/replay?session={session}")
        page.wait_for_selector("session-transcript .line")
        visitor.expect("status of 404")
        page.goto(f"{base}/rate?session={session}x")
        page.wait_for_selector(".rating-key")
        page.fill("input[name=key]", key(session))
        page.keyboard.press("Enter")
        page.wait_for_selector(".notice-problem")


def look_at_the_form(browser, base, session: str) -> None:
    for name, options in SKINS:
        with visiting(browser, base, **options) as visitor:
            page = visitor.open(f"/rate?session={session}#key={key(session)}")
            page.wait_for_selector(".rating-form")
            visitor.check_accessibility(f"rating {name}")
            visitor.picture(f"rating-{name}")
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert overflow <= 0, f"the rating is {overflow} px wider than the window ({name})"


def play_one(page, before: dict) -> None:
    """The button of a spoken answer plays it; a typed one has nothing to play."""
    spoken = [answer for answer in before["answers"] if answer["reason"] not in ("text", "silence")]
    assert page.locator(".answer .button").count() == len(spoken)
    page.wait_for_function("() => document.querySelector('audio').readyState >= 1")
    page.click(".round-play")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.2")
    page.click(".round-play")


def rate_by_keyboard(visitor) -> None:
    page = visitor.page
    names = page.eval_on_selector_all(
        ".rating-form fieldset input", "all => [...new Set(all.map(({ name }) => name))]"
    )
    assert names, "there is nothing to rate"
    visitor.tab_to(".rating-form input[name='rater']", limit=80)
    page.keyboard.type("R. Quill")
    page.keyboard.press("Enter")
    assert page.locator(".rating-given").count() == 0, "it was sent without levels"
    for name in names:
        page.locator(f"input[name='{name}'][value='4']").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("Three years of billing.")
    page.select_option("#language", "fr")
    assert page.locator(f"input[name='{names[0]}'][value='4']").is_checked(), "the level was lost"
    assert page.locator("input[name=rater]").input_value() == "R. Quill"
    page.select_option("#language", "en")
    page.locator(".rating-form button[type=submit]").focus()
    page.keyboard.press("Enter")


CHECKS = [a_recruiter_rates_before_seeing_what_was_computed]
