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
    visitor.page.wait_for_selector(".live .state-words", timeout=15_000)


def wait_for_floor(visitor: Visitor, seconds: float = 60) -> None:
    """Waits until it is the candidate's turn."""
    visitor.page.wait_for_selector(".live[data-floor=candidate]", timeout=seconds * 1_000)


def end(visitor: Visitor) -> str:
    """Ends the interview by its button; the session's id comes back."""
    visitor.page.click(".control-end")
    visitor.page.click("#end-now")
    return arrive(visitor)


def arrive(visitor: Visitor, seconds: float = 30) -> str:
    """Waits for the end screen, then for the report that opens by itself."""
    visitor.page.wait_for_selector(".ended", timeout=seconds * 1_000)
    visitor.page.wait_for_url("**/report?session=*", timeout=30_000)
    visitor.page.wait_for_selector(".report", timeout=30_000)
    return visitor.page.url.split("session=")[1]


def talk_through(visitor: Visitor, at_state, seconds: float = 240) -> str:
    """Lets the fake microphone answer until the interview ends; `at_state` sees each state once."""
    deadline = time.monotonic() + seconds
    seen: set[str] = set()
    while time.monotonic() < deadline:
        if visitor.page.locator(".ended").count():
            return arrive(visitor)
        words = visitor.page.evaluate(
            "() => document.querySelector('.state-words')?.textContent ?? ''"
        )
        floor = visitor.page.evaluate("() => document.querySelector('.live')?.dataset.floor ?? ''")
        if words and words not in seen:
            seen.add(words)
            at_state(words, floor)
        visitor.page.wait_for_timeout(100)
    raise AssertionError(
        f"the interview did not end within {seconds} s; states seen: {sorted(seen)}"
    )


def report_of(visitor: Visitor, session: str) -> dict:
    """The report as the page gets it, by the session's cookie."""
    script = "async (id) => (await fetch(`/api/v1/sessions/${id}/report`)).json()"
    return visitor.page.evaluate(script, session)
