"""Checks of the interview itself, with a voice, by keyboard, in writing, over a wire that is cut."""

import json
import time

import candidate
from choosing import DENY
from listening import listen_again, read_report
from visitor import visiting

KEEP_CONTEXTS = """
globalThis.contexts = [];
globalThis.AudioContext = class extends AudioContext {
  constructor(...options) {
    super(...options);
    contexts.push(this);
  }
};
"""
WITHOUT_OPUS = "delete globalThis.AudioEncoder;"


def a_whole_interview_by_voice_ends_with_a_report_and_a_replay(browser, base):
    with visiting(browser, base) as visitor:
        candidate.prepare(visitor)
        page = visitor.page
        page.click("#try-microphone")
        page.wait_for_selector("#microphone")
        candidate.start(visitor)
        assert "demonstration" in page.locator("live-captions").inner_text()

        def at_state(words):
            visitor.check_accessibility(f"live: {words}")
            visitor.picture(f"live-{len(visitor.checked)}", whole=False)

        session, floors = candidate.talk_through(visitor, at_state)
        assert {"candidate", "interviewer"} <= floors, floors
        report = candidate.report_of(visitor, session)
        assert report["recognized"], "English was not recognized"
        spoken = [answer for answer in report["answers"] if answer["reason"] != "silence"]
        assert spoken, "no answer was heard"
        core = [answer for answer in spoken if answer["kind"] == "core"]
        assert all(answer.get("transcript") for answer in core), "an answer has no transcript"
        read_report(visitor, session, report)
        listen_again(visitor, session)


def the_dialogs_and_the_menu_are_accessible(browser, base):
    for language in ("en-GB", "fr-FR"):
        with visiting(browser, base, language=language, mobile=True) as visitor:
            candidate.prepare(visitor)
            candidate.start(visitor)
            candidate.wait_for_floor(visitor)
            page = visitor.page
            visitor.picture(f"live-mobile-{language[:2]}", whole=False)
            page.click(".control-more")
            visitor.check_accessibility("menu")
            visitor.picture(f"live-menu-{language[:2]}", whole=False)
            page.click(".control-type")
            visitor.check_accessibility("typing")
            page.click(".control-mute")
            page.click(".control-more")
            page.click(".control-pause")
            visitor.check_accessibility("paused")
            page.click(".control-more")
            page.click(".control-end")
            visitor.check_accessibility("end dialog")
            page.click("#end-now")
            page.wait_for_selector(".ended")
            visitor.check_accessibility("ended")
            candidate.arrive(visitor)


def an_interview_needs_no_mouse(browser, base):
    with visiting(browser, base, language="fr-FR") as visitor:
        page = visitor.open("/")
        page.wait_for_selector("scenario-card")
        visitor.tab_to(f"scenario-card:has(input[value='{candidate.FRENCH}']) button[type=submit]")
        page.keyboard.press("Enter")
        page.wait_for_selector("#start")
        visitor.tab_to("#agreed")
        page.keyboard.press("Space")
        visitor.tab_to("#start")
        page.keyboard.press("Enter")
        page.wait_for_selector(".live .state-words")
        candidate.wait_for_floor(visitor)
        page.keyboard.press("t")
        page.wait_for_selector("#typed-answer:focus")
        page.keyboard.type("J’ai travaillé trois ans en magasin.")
        visitor.tab_to(".type-answer button[type=submit]")
        page.keyboard.press("Enter")
        page.get_by_text("J’ai travaillé trois ans en magasin.").wait_for()
        page.keyboard.press("m")
        visitor.tab_to(".control-keys")
        page.keyboard.press("Enter")
        visitor.check_accessibility("shortcuts dialog")
        page.keyboard.press("Escape")
        visitor.tab_to(".control-end")
        page.keyboard.press("Enter")
        visitor.tab_to("#end-now")
        page.keyboard.press("Enter")
        session = candidate.arrive(visitor)
        visitor.check_accessibility("French report")
        visitor.picture("report-fr")
        typed = [
            answer
            for answer in candidate.report_of(visitor, session)["answers"]
            if answer["reason"] == "text"
        ]
        assert typed and "trois ans" in typed[0].get("transcript", ""), typed


def single_keys_can_be_switched_off(browser, base):
    with visiting(browser, base) as visitor:
        candidate.prepare(visitor)
        candidate.start(visitor)
        candidate.wait_for_floor(visitor)
        page = visitor.page
        page.click(".control-keys")
        page.get_by_role("switch", name="Use single-key shortcuts").click()
        page.get_by_role("button", name="Close").click()
        page.locator(".question").focus()
        page.keyboard.press("t")
        assert page.locator(".type-answer").is_hidden(), "a key acted although keys are off"
        candidate.end(visitor)


def a_cut_connection_comes_back_by_itself(browser, base, wire):
    with visiting(browser, base) as visitor:
        visitor.expect("WebSocket connection to .* failed|ERR_CONNECTION|ERR_EMPTY_RESPONSE")
        candidate.prepare(visitor)
        candidate.start(visitor)
        candidate.wait_for_floor(visitor)
        wire.cut(seconds=2)
        page = visitor.page
        page.wait_for_selector(".banner-place .notice")
        visitor.check_accessibility("reconnecting")
        visitor.picture("live-reconnecting", whole=False)
        page.wait_for_selector(".banner-place:empty", state="attached")
        candidate.wait_for_floor(visitor)
        candidate.end(visitor)


def a_reload_goes_on_with_the_interview(browser, base):
    with visiting(browser, base) as visitor:
        candidate.prepare(visitor)
        candidate.start(visitor)
        candidate.wait_for_floor(visitor)
        visitor.page.on("dialog", lambda dialog: dialog.accept())
        visitor.page.reload()
        visitor.page.wait_for_selector("#continue")
        visitor.check_accessibility("preparation, still running")
        visitor.page.click("#continue")
        visitor.page.wait_for_selector(".live .state-words")
        candidate.end(visitor)


def a_browser_without_opus_sends_plain_samples(browser, base):
    with visiting(browser, base, script=WITHOUT_OPUS) as visitor:
        candidate.prepare(visitor)
        assert (
            "cannot compress" in visitor.page.locator("[aria-labelledby=step-browser]").inner_text()
        )
        candidate.start(visitor)
        candidate.wait_for_floor(visitor)
        visitor.page.wait_for_function(
            "() => document.querySelector('.state-words').textContent === 'Listening to you'"
        )
        candidate.end(visitor)


def an_insecure_address_is_explained_and_writing_still_works(browser, base):
    insecure = base.replace("127.0.0.1", "interview.test")
    with visiting(browser, insecure) as visitor:
        visitor.expect("Cross-Origin-Opener-Policy header has been ignored")
        candidate.prepare(visitor)
        visitor.check_accessibility("insecure")
        assert "https://" in visitor.page.locator("[aria-labelledby=step-browser]").inner_text()
        candidate.start(visitor)
        candidate.wait_for_floor(visitor)
        visitor.page.fill("#typed-answer", "I worked on a billing service for three years.")
        visitor.page.click(".type-answer button[type=submit]")
        visitor.page.get_by_text("I worked on a billing service for three years.").wait_for()
        candidate.end(visitor)


def somebody_who_types_for_long_is_left_in_peace(browser, base):
    # Without a microphone: only what is typed tells the server that somebody is at work. After 8 s
    # of silence it would offer help, after 20 s it would take the question as unanswered.
    with visiting(browser, base, script=DENY) as visitor:
        candidate.prepare(visitor)
        page = visitor.page
        page.click("#try-microphone")
        page.get_by_role("button", name="Answer in writing").click()
        candidate.start(visitor)
        candidate.wait_for_floor(visitor)
        question = page.locator(".question").inner_text()
        said = page.locator(".caption-interviewer").count()
        answer = "I think that he was a selfish man. "
        page.locator("#typed-answer").focus()
        began = time.monotonic()
        while time.monotonic() - began < 26:
            page.keyboard.type(answer[0])
            answer = answer[1:] + answer[0]
            page.wait_for_timeout(500)
            assert page.locator(".live[data-floor=candidate]").count() == 1, "the floor was taken"
            assert page.locator(".warning-place").inner_text() == "", "a warning was shown"
        assert page.locator(".question").inner_text() == question
        assert page.locator(".caption-interviewer").count() == said, "the interviewer spoke"
        written = page.locator("#typed-answer").input_value().strip()
        page.click(".type-answer button[type=submit]")
        page.locator(".caption-candidate").get_by_text(written).wait_for()
        session = candidate.end(visitor)
        first = candidate.report_of(visitor, session)["answers"][0]
        assert first["reason"] == "text" and first["transcript"].strip() == written, first


def sound_that_was_stopped_starts_again_by_one_press(browser, base):
    with visiting(browser, base, script=KEEP_CONTEXTS) as visitor:
        candidate.prepare(visitor)
        candidate.start(visitor)
        candidate.wait_for_floor(visitor)
        page = visitor.page
        page.evaluate("() => contexts.at(-1).suspend()")
        page.wait_for_selector("#resume-audio")
        assert page.locator(".live-fact").first.inner_text() == "Not recording"
        visitor.check_accessibility("sound stopped")
        visitor.picture("live-sound-stopped", whole=False)
        page.click("#resume-audio")
        page.wait_for_selector("#resume-audio", state="detached")
        candidate.wait_for_floor(visitor)
        candidate.end(visitor)


def a_report_for_hiring_holds_no_delivery(browser, base):
    with visiting(browser, base) as visitor:
        candidate.prepare(visitor, purpose="hiring")
        consent = visitor.page.locator(".consent").inner_text()
        assert "How you sound is not measured" in consent, consent
        candidate.start(visitor)
        candidate.wait_for_floor(visitor)
        page = visitor.page
        page.wait_for_function(
            "() => document.querySelector('.state-words').textContent === 'Still listening'"
        )
        page.click(".control-done")
        page.wait_for_selector(".live:not([data-floor=candidate])")
        session = candidate.end(visitor)
        assert "delivery" not in json.dumps(
            candidate.report_of(visitor, session)
        ), "hiring saw delivery"
        assert page.locator(".delivery, .answer-delivery, .moments, .stories").count() == 0
        assert "after a person has rated" in page.locator(".competency").inner_text()
        visitor.check_accessibility("hiring report")
        visitor.picture("report-hiring")


CHECKS = [
    a_whole_interview_by_voice_ends_with_a_report_and_a_replay,
    the_dialogs_and_the_menu_are_accessible,
    an_interview_needs_no_mouse,
    single_keys_can_be_switched_off,
    a_cut_connection_comes_back_by_itself,
    a_reload_goes_on_with_the_interview,
    somebody_who_types_for_long_is_left_in_peace,
    sound_that_was_stopped_starts_again_by_one_press,
    a_report_for_hiring_holds_no_delivery,
    a_browser_without_opus_sends_plain_samples,
    an_insecure_address_is_explained_and_writing_still_works,
]
