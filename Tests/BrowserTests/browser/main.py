"""Runs the checks of the pages, one after another, and says which held."""

import os
import pathlib
import sys
import tempfile
import time
import traceback
from urllib.parse import urlparse

from playwright.sync_api import sync_playwright

import choosing
import rating
import talking
from server import Server, Wire, free_port
from speech import make_microphone
from visitor import launch, visiting

CHECKS = [*choosing.CHECKS, *talking.CHECKS, *rating.CHECKS]
SKINS = [("light", {}), ("dark", {"dark": True}), ("mobile", {"mobile": True})]


def take_pictures(browser, base) -> None:
    """The pages before the interview in every skin; the others are taken where they are checked."""
    for name, options in SKINS:
        with visiting(browser, base, **options) as visitor:
            visitor.open("/")
            visitor.page.wait_for_selector("scenario-card")
            visitor.check_accessibility(f"home {name}")
            visitor.picture(f"home-{name}")
            visitor.open("/interview?scenario=short-en")
            visitor.page.wait_for_selector("#start")
            visitor.check_accessibility(f"preparation {name}")
            visitor.picture(f"preparation-{name}")


def title(check) -> str:
    return check.__name__.replace("_", " ")


def run(check, browser, base, wire) -> bool:
    began = time.monotonic()
    wants_wire = "wire" in check.__code__.co_varnames[: check.__code__.co_argcount]
    try:
        check(browser, base, wire) if wants_wire else check(browser, base)
    except Exception as error:  # One check's failure must not hide the others'.
        where = traceback.extract_tb(error.__traceback__)
        place = next(
            (
                f"{frame.filename}:{frame.lineno}"
                for frame in reversed(where)
                if "BrowserTests" in frame.filename
            ),
            "",
        )
        print(
            f"not ok - {title(check)} ({time.monotonic() - began:.1f} s)\n    {place}\n    {str(error)[:2_000]}",
            flush=True,
        )
        return False
    print(f"ok - {title(check)} ({time.monotonic() - began:.1f} s)", flush=True)
    return True


def main(words: list[str]) -> int:
    checks = [take_pictures, *CHECKS]
    chosen = [check for check in checks if not words or any(word in title(check) for word in words)]
    if not chosen:
        print(f"no check is called so; there are:\n  " + "\n  ".join(map(title, checks)))
        return 2
    with tempfile.TemporaryDirectory(prefix="vivavoce-browser-") as name:
        directory = pathlib.Path(name)
        microphone = directory / "microphone.wav"
        make_microphone(microphone)
        given = os.environ.get("VIVAVOCE_URL")
        port = free_port()
        origin = f"http://interview.test:{port}"
        server = None if given else Server(directory, origin)
        try:
            wire = Wire(urlparse(given).port if given else server.port, port)
            base = f"http://127.0.0.1:{wire.port}"
            with sync_playwright() as playwright:
                browser = launch(playwright, microphone)
                results = [run(check, browser, base, wire) for check in chosen]
                browser.close()
        finally:
            if server:
                server.stop()
    print(f"{sum(results)} of {len(results)} checks held")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
