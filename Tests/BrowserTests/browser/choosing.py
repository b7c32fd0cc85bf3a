"""Checks of the pages before the interview: choice, preparation, and what can go wrong there."""

import json

import candidate
from visitor import visiting

DENY = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"


def the_choice_is_accessible_in_both_languages(browser, base):
    for language, other in (("en-GB", "fr"), ("fr-FR", "en")):
        with visiting(browser, base, language=language) as visitor:
            page = visitor.open("/")
            page.wait_for_selector("scenario-card")
            assert page.evaluate("document.documentElement.lang") == language[:2]
            visitor.check_accessibility(f"choice {language}")
            visitor.picture(f"home-{language[:2]}")
            page.select_option("#language", other)
            assert page.evaluate("document.documentElement.lang") == other
            page.reload()
            page.wait_for_selector("scenario-card")
            assert (
                page.evaluate("document.documentElement.lang") == other
            ), "the choice was not kept"


def a_language_without_a_recognizer_says_so_before_the_start(browser, base):
    with visiting(browser, base) as visitor:
        visitor.open("/")
        card = visitor.page.locator(
            "scenario-card", has=visitor.page.locator(f"input[value='{candidate.FRENCH}']")
        )
        card.wait_for()
        assert "won’t be transcribed" in card.inner_text()
        candidate.prepare(visitor, candidate.FRENCH)
        assert "won’t be transcribed" in visitor.page.locator(".summary-card").inner_text()
        candidate.prepare(visitor)
        assert "demonstration" in visitor.page.locator(".summary-card").inner_text()


def an_empty_or_broken_list_of_scenarios_says_what_to_do(browser, base):
    with visiting(browser, base) as visitor:
        visitor.expect("status of 500")
        page = visitor.page
        page.route("**/api/v1/scenarios", lambda route: route.fulfill(json={"scenarios": []}))
        visitor.open("/")
        page.wait_for_selector(".notice")
        visitor.check_accessibility("no scenarios")
        page.unroute("**/api/v1/scenarios")
        body = json.dumps({"error": {"code": "broken", "message": "broken"}})
        page.route(
            "**/api/v1/scenarios",
            lambda route: route.fulfill(status=500, body=body, content_type="application/json"),
        )
        page.reload()
        page.wait_for_selector(".notice-problem")
        visitor.check_accessibility("broken scenarios")
        page.unroute("**/api/v1/scenarios")
        page.get_by_role("button", name="Try again").click()
        page.wait_for_selector("scenario-card")


def the_preparation_is_accessible_with_and_without_a_microphone(browser, base):
    for language in ("en-GB", "fr-FR"):
        with visiting(browser, base, language=language) as visitor:
            candidate.prepare(visitor)
            page = visitor.page
            visitor.check_accessibility("preparation")
            page.click("#try-microphone")
            page.wait_for_selector("level-meter[data-verdict=good]")
            visitor.check_accessibility("preparation, microphone open")
            page.click("#start")
            page.wait_for_selector("#agree-first")
            assert page.evaluate("document.activeElement.id") == "agreed"
            visitor.check_accessibility("preparation, not agreed")
            visitor.picture(f"preparation-{language[:2]}")
    with visiting(browser, base, script=DENY) as visitor:
        candidate.prepare(visitor)
        visitor.page.click("#try-microphone")
        visitor.page.wait_for_selector(".step[data-state=problem]")
        visitor.check_accessibility("preparation, microphone denied")
        visitor.page.get_by_role("button", name="Answer in writing").click()
        assert visitor.page.locator("#start").inner_text().strip() == "Start in writing"


def an_unknown_scenario_or_session_leads_back(browser, base):
    with visiting(browser, base) as visitor:
        visitor.expect("status of 40[134]")
        for path in (
            "/interview?scenario=nothing",
            "/report?session=nothing",
            "/replay?session=nothing",
            "/report",
            "/replay",
        ):
            visitor.open(path)
            visitor.page.wait_for_selector(".notice-problem a[href='/']")
            visitor.check_accessibility(path)


CHECKS = [
    the_choice_is_accessible_in_both_languages,
    a_language_without_a_recognizer_says_so_before_the_start,
    an_empty_or_broken_list_of_scenarios_says_what_to_do,
    the_preparation_is_accessible_with_and_without_a_microphone,
    an_unknown_scenario_or_session_leads_back,
]
