"""What a candidate does: prepare, start, answer, leave.

The scenarios are those of Tests/BrowserTests/scenarios: short, so that a whole interview is.
"""

import time

from visitor import Visitor

ENGLISH = "short-en"
FRENCH = "court-fr"


def prepare(visitor: Visitor, scenario: str = ENGLISH, purpose: str = "practice") -> None:
    visitor.open(f"/interview?scenario={scenario}&purpose={purpose}")
    visitor.page.wait_for_selector("#start")


def start(visitor: Visitor) -> None:
    """Agrees and starts; the live screen is there afterwards."""
    visitor.page.check("#agreed")
    visitor.page.click("#start")
    visitor.page.wait_for_selector(".live .state-words")


def wait_for_floor(visitor: Visitor, seconds: float = 120) -> None:
    """Waits until it is the candidate's turn."""
    visitor.page.wait_for_selector(".live[data-floor=candidate]", timeout=seconds * 1_000)


def end(visitor: Visitor) -> str:
    """Ends the interview by its button; the session's id comes back."""
    visitor.page.click(".control-end")
    visitor.page.click("#end-now")
    return arrive(visitor)


def arrive(visitor: Visitor) -> str:
    """Waits for the end screen, then for the report that opens by itself."""
    visitor.page.wait_for_selector(".ended")
    visitor.page.wait_for_url("**/report?session=*")
    visitor.page.wait_for_selector(".report, .self-rating")
    if visitor.page.locator(".self-rating").count():
        rate_oneself(visitor)
    return visitor.page.url.split("session=")[1]


def rate_oneself(visitor: Visitor) -> None:
    """The report is shown after its reader has rated the own answers."""
    page = visitor.page
    assert page.locator(".report").count() == 0, "the report was shown before the rating"
    visitor.check_accessibility("own rating")
    visitor.picture("own-rating")
    for scale in page.locator(".self-rating fieldset").all():
        scale.locator("input[value='3']").focus()
        page.keyboard.press("Space")
    page.locator(".self-rating button[type=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".report")


# Notes in the page who had the floor, however briefly: what looks at each state may take longer.
WATCH_FLOOR = """
() => {
  const live = document.querySelector('.live');
  const note = () => {
    (globalThis.floors ??= new Set()).add(live.dataset.floor);
  };
  note();
  new MutationObserver(note).observe(live, { attributeFilter: ['data-floor'] });
}
"""


def talk_through(visitor: Visitor, at_state, seconds: float = 480) -> tuple[str, set[str]]:
    """Lets the fake microphone answer until the interview ends; `at_state` sees each state once.

    The session's id comes back, and who had the floor.
    """
    deadline = time.monotonic() + seconds
    seen: set[str] = set()
    visitor.page.evaluate(WATCH_FLOOR)
    while time.monotonic() < deadline:
        if visitor.page.locator(".ended").count():
            floors = set(visitor.page.evaluate("() => [...globalThis.floors]"))
            return arrive(visitor), floors
        words = visitor.page.evaluate(
            "() => document.querySelector('.state-words')?.textContent ?? ''"
        )
        if words and words not in seen:
            seen.add(words)
            at_state(words)
        visitor.page.wait_for_timeout(100)
    raise AssertionError(
        f"the interview did not end within {seconds} s; states seen: {sorted(seen)}"
    )


def report_of(visitor: Visitor, session: str) -> dict:
    """The report as the page gets it, by the session's cookie."""
    script = "async (id) => (await fetch(`/api/v1/sessions/${id}/report`)).json()"
    return visitor.page.evaluate(script, session)
