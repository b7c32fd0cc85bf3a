"""A person with a browser: opens pages, watches for faults, checks accessibility, takes pictures."""

import contextlib
import os
import pathlib
import re
from urllib.parse import urlparse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 390, "height": 844}
# Longest wait for anything, unless a check says otherwise: a busy machine may take its time, and a
# wait ends as soon as what it waits for is there.
PATIENCE = 90_000

# Reports what the content security policy refused, from the page's first line on.
WATCH_POLICY = """
addEventListener('securitypolicyviolation', (event) => {
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`);
});
"""


def launch(playwright: Playwright, microphone: pathlib.Path, *extra: str) -> Browser:
    return playwright.chromium.launch(
        executable_path=os.environ["CHROMIUM"],
        headless=True,
        chromium_sandbox=os.geteuid() != 0,
        args=[
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-audio-capture={microphone}",
            "--host-resolver-rules=MAP interview.test 127.0.0.1",
            *extra,
        ],
    )


class Visitor:
    """One browser context with everything that went wrong in it."""

    def __init__(
        self, browser: Browser, base: str, *, language="en-GB", dark=False, mobile=False, script=""
    ):
        self.base = base
        self.faults: list[str] = []
        self.checked: set[str] = set()
        self.expected: list[re.Pattern] = []
        self.context = browser.new_context(
            locale=language,
            color_scheme="dark" if dark else "light",
            viewport=NARROW if mobile else WIDE,
            device_scale_factor=2 if mobile else 1,
            has_touch=mobile,
        )
        self.context.add_init_script(WATCH_POLICY + script)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._fault(f"page error: {error}"))
        self.page.on("request", self._request)

    def expect(self, pattern: str) -> None:
        """A fault that a check brings about on purpose."""
        self.expected.append(re.compile(pattern))

    def _fault(self, text: str) -> None:
        if not any(pattern.search(text) for pattern in self.expected):
            self.faults.append(text)

    def _console(self, message) -> None:
        if message.type == "error":
            self._fault(f"console: {message.text} {message.location.get('url', '')}")

    def _request(self, request) -> None:
        if urlparse(request.url).netloc != urlparse(self.base).netloc:
            self._fault(f"request elsewhere: {request.url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        self.page.wait_for_selector("h1, .notice")
        return self.page

    def check_accessibility(self, state: str) -> None:
        """Runs axe once for each state's name."""
        if state in self.checked:
            return
        self.checked.add(state)
        # Without preload: axe would fetch the stylesheets again and insert them against the policy.
        options = {"runOnly": {"type": "tag", "values": TAGS}, "preload": False}
        for violation in Axe().run(self.page, options=options).response["violations"]:
            nodes = "; ".join(
                f"{node['html'][:160]} ({' '.join(node.get('failureSummary', '').split())[:300]})"
                for node in violation["nodes"][:3]
            )
            self._fault(f"axe in {state}: {violation['id']}: {violation['help']} — {nodes}")

    def tab_to(self, selector: str, limit: int = 60) -> None:
        """Reaches an element by the keyboard alone, as somebody without a mouse does."""
        for _ in range(limit):
            if self.page.evaluate(
                "(selector) => document.activeElement?.matches(selector) ?? false", selector
            ):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached within {limit} presses of Tab")

    def picture(self, name: str, whole: bool = True) -> None:
        directory = os.environ.get("SCREENSHOTS")
        if directory:
            pathlib.Path(directory).mkdir(parents=True, exist_ok=True)
            self.page.wait_for_timeout(400)
            self.page.screenshot(path=f"{directory}/{name}.png", full_page=whole)

    def assert_no_faults(self) -> None:
        assert not self.faults, "\n    ".join(["", *dict.fromkeys(self.faults)])

    def close(self) -> None:
        self.context.close()


@contextlib.contextmanager
def visiting(browser: Browser, base: str, **options):
    """A visitor whose faults fail the check that it is used in."""
    visitor = Visitor(browser, base, **options)
    try:
        yield visitor
        visitor.assert_no_faults()
    finally:
        visitor.close()
