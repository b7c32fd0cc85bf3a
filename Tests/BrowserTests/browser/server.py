"""The server under test, and a wire before it that can be cut."""

import os
import pathlib
import select
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request


# Opens what is rated; a server that is given with VIVAVOCE_URL has to be started with it.
OPERATOR_TOKEN = os.environ.get("VIVAVOCE_OPERATOR_TOKEN", "the-operator-of-the-pages")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`vivavoce serve` on free ports with a data directory of its own."""

    def __init__(self, directory: pathlib.Path, origin: str):
        """Starts a server; pages of `origin` may connect beside its own."""
        self.port = free_port()
        command = [
            ".build/debug/vivavoce",
            "serve",
            "--listen",
            f"127.0.0.1:{self.port}",
            "--private-listen",
            f"127.0.0.1:{free_port()}",
            "--data",
            str(directory / "data"),
            "--scenarios",
            "Tests/BrowserTests/scenarios",
            "--allowed-origins",
            origin,
        ]
        self.log = open(directory / "server.log", "wb")
        self.process = subprocess.Popen(
            command,
            stdout=self.log,
            stderr=self.log,
            env={**os.environ, "VIVAVOCE_OPERATOR_TOKEN": OPERATOR_TOKEN},
        )
        try:
            self._wait()
        except Exception:
            self.stop()
            print((directory / "server.log").read_text(errors="replace")[-4_000:])
            raise

    def _wait(self, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/notice", timeout=2)
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise TimeoutError(f"the server did not answer within {seconds} s")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Wire:
    """Passes connections on to a port; `cut` ends those that are open and, for a while, new ones."""

    def __init__(self, target: int, port: int):
        self.target = target
        self.closed_until = 0.0
        self.pairs: set[tuple[socket.socket, socket.socket]] = set()
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, seconds: float) -> None:
        self.closed_until = time.monotonic() + seconds
        with self.lock:
            pairs = list(self.pairs)
        for pair in pairs:
            for end in pair:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def _accept(self) -> None:
        while True:
            near, _ = self.listener.accept()
            if time.monotonic() < self.closed_until:
                near.close()
                continue
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            near.close()
            return
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        pair = (near, far)
        with self.lock:
            self.pairs.add(pair)
        try:
            self._pump(near, far)
        except OSError:
            pass
        with self.lock:
            self.pairs.discard(pair)
        near.close()
        far.close()

    @staticmethod
    def _pump(near: socket.socket, far: socket.socket) -> None:
        while True:
            ready, _, _ = select.select([near, far], [], [])
            for end in ready:
                data = end.recv(65_536)
                if not data:
                    return
                (far if end is near else near).sendall(data)
