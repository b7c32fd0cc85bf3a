"""What is done after an interview: the report is read, the recording heard, word by word."""

from visitor import Visitor


def settle(page) -> None:
    """Lets transitions of colour end, which would be measured as poor contrast."""
    page.wait_for_timeout(400)


def both_schemes_and_sizes(visitor: Visitor, name: str) -> None:
    """Axe and pictures in light and dark, wide and narrow, in both languages."""
    page = visitor.page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        settle(page)
        visitor.check_accessibility(f"{name}, {scheme}")
        visitor.picture(f"{name}-{scheme}")
    page.emulate_media(color_scheme="light")
    size = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    # What floats over a page that is scrolled covers some of it by nature; at the top it must not.
    if page.locator(".follow-again:visible").count():
        page.click(".follow-again")
        page.wait_for_timeout(600)
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    settle(page)
    visitor.check_accessibility(f"{name}, mobile")
    visitor.picture(f"{name}-mobile")
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, f"{name} is {overflow} px wider than a telephone"
    page.set_viewport_size(size)
    page.select_option("#language", "fr")
    visitor.check_accessibility(f"{name}, French")
    visitor.picture(f"{name}-fr")
    page.select_option("#language", "en")


def read_report(visitor: Visitor, session: str, report: dict) -> None:
    page = visitor.page
    page.wait_for_selector(".answer")
    assert page.locator(".answer").count() == len(report["answers"])
    assert page.locator(".report-recognizer").count() == 1, "nothing says what the words are worth"
    moments = report["strengths"] + report["changes"]
    assert 0 < len(report["changes"]) <= 2 and len(report["strengths"]) <= 2, moments
    assert page.locator(".moments .time-link").count() == len(moments)
    ends = [moment["moment"]["end_ms"] for moment in moments]
    assert all(end <= report["duration_ms"] for end in ends), ends
    assert page.locator(".competency").count() == len(report["competencies"]) == 1
    assert page.locator(".ratings dd").first.inner_text() == "3", "the own rating is not shown"
    for details in page.locator(".report details").all():
        details.locator("summary").click()
    both_schemes_and_sizes(visitor, "report")
    links = page.eval_on_selector_all(
        ".answer .time-link", "all => all.map((link) => link.getAttribute('href'))"
    )
    assert all(f"session={session}" in link and "t=" in link for link in links), links
    for link in page.locator(".downloads a").all():
        status = page.evaluate(
            "async (path) => (await fetch(path)).status", link.get_attribute("href")
        )
        assert status == 200, f"{link.get_attribute('href')}: {status}"


def audio(visitor: Visitor, expression: str):
    return visitor.page.evaluate(
        f"() => {{ const audio = document.querySelector('audio'); return {expression}; }}"
    )


def listen_again(visitor: Visitor, session: str) -> None:
    page = visitor.page
    page.locator(".answer .time-link").first.click()
    page.wait_for_selector("session-transcript .line")
    page.wait_for_function("() => document.querySelector('audio').readyState >= 1")
    asked = int(page.url.split("t=")[1])
    page.wait_for_function(
        "(ms) => Math.abs(document.querySelector('audio').currentTime * 1000 - ms) < 300", arg=asked
    )
    summary = page.evaluate("async (id) => (await fetch(`/api/v1/sessions/${id}`)).json()", session)
    difference = abs(audio(visitor, "audio.duration") * 1000 - summary["duration_ms"])
    assert difference < 500, f"the recording and the session differ by {difference} ms"
    play_and_follow(visitor)
    click_a_word(visitor)
    find_a_word(visitor)
    use_the_keys(visitor)
    both_schemes_and_sizes(visitor, "replay")


def play_and_follow(visitor: Visitor) -> None:
    page = visitor.page
    before = audio(visitor, "audio.currentTime")
    page.click(".round-play")
    page.wait_for_function(
        "(before) => document.querySelector('audio').currentTime > before + 0.5",
        arg=before,
    )
    page.wait_for_selector(".word-now")
    page.select_option("#speed", "2")
    assert audio(visitor, "audio.playbackRate") == 2 and audio(visitor, "audio.preservesPitch")
    page.select_option("#speed", "1")
    page.locator(".player .switch").click()
    page.wait_for_function(
        "() => document.querySelector('.player-caption').textContent !== ''"
    )
    page.click(".round-play")
    page.wait_for_function("() => document.querySelector('audio').paused")


def click_a_word(visitor: Visitor) -> None:
    page = visitor.page
    word = page.locator(".line-candidate .word").last
    word.scroll_into_view_if_needed()
    word.click()
    expected = int(word.get_attribute("data-ms"))
    page.wait_for_function(
        "(ms) => Math.abs(document.querySelector('audio').currentTime * 1000 - ms) < 50",
        arg=expected,
    )
    page.wait_for_selector(f".line-candidate .word-now[data-ms='{expected}']")
    page.locator(".transcript-scroller").hover()
    page.mouse.wheel(0, -400)
    page.wait_for_selector(".follow-again:not([hidden])")
    page.click(".follow-again")
    page.wait_for_selector(".follow-again[hidden]", state="attached")


def find_a_word(visitor: Visitor) -> None:
    page = visitor.page
    wanted = page.locator(".line-interviewer .word").first.inner_text()
    page.fill("#search", wanted)
    page.wait_for_selector(".word-hit-now")
    assert " of " in page.locator(".search-count").inner_text()
    page.fill("#search", "zzzz")
    assert page.locator(".search-count").inner_text() == "No match"
    page.fill("#search", "")


def use_the_keys(visitor: Visitor) -> None:
    page = visitor.page
    page.locator("h1").focus()
    page.evaluate("document.querySelector('audio').currentTime = 0")
    page.keyboard.press("k")
    page.wait_for_selector(".chapter[aria-current]")
    first = audio(visitor, "audio.currentTime")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "(at) => document.querySelector('audio').currentTime > at + 4.9", arg=first
    )
    page.keyboard.press("j")
    page.wait_for_function(
        "(at) => Math.abs(document.querySelector('audio').currentTime - at) < 0.05", arg=first
    )
    page.keyboard.press("Space")
    page.wait_for_function("() => !document.querySelector('audio').paused")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('audio').paused")
