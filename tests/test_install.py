"""What `make install` installs: what the lock says, whatever lies in the cache of pip's that CI restores."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.site_fixtures import ROOT

pytestmark = pytest.mark.slow

WHEEL, SDIST = "bell-1.0-py3-none-any.whl", "bell-1.0.tar.gz"
METADATA = "Metadata-Version: 2.1\nName: bell\nVersion: 1.0\n"
# Builds a wheel out of nothing but itself, so that building it asks nobody for anything.
BACKEND = f"""
import zipfile
from pathlib import Path

def build_wheel(folder, *_):
    Path(folder, {WHEEL!r}).write_bytes(Path("built.whl").read_bytes())
    return {WHEEL!r}
"""


def wheel(says: str) -> bytes:
    """Return a wheel of one module."""
    file = io.BytesIO()
    info = "bell-1.0.dist-info"
    parts = {
        "bell.py": f"says = {says!r}\n",
        f"{info}/METADATA": METADATA,
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: bell\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
        packed.writestr(f"{info}/RECORD", "".join(f"{name},,\n" for name in (*parts, f"{info}/RECORD")))
    return file.getvalue()


def sdist(says: str) -> bytes:
    """Return a source distribution, of which that wheel is built."""
    file = io.BytesIO()
    project = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    texts = {"PKG-INFO": METADATA, "pyproject.toml": project, "backend.py": BACKEND}
    parts = {"built.whl": wheel(says)} | {name: text.encode() for name, text in texts.items()}
    with tarfile.open(fileobj=file, mode="w:gz") as packed:
        for name, data in parts.items():
            member = tarfile.TarInfo(f"bell-1.0/{name}")
            member.size = len(data)
            packed.addfile(member, io.BytesIO(data))
    return file.getvalue()


TRUE = {WHEEL: wheel("ding"), SDIST: sdist("ding")}
HASHES = " ".join(f"--hash=sha256:{hashlib.sha256(data).hexdigest()}" for data in TRUE.values())


class _Registry(SimpleHTTPRequestHandler):
    """Answers as PyPI does: files may be kept for ever, and a list of files is as it was while its tag is the same."""

    def log_message(self, *_: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("ETag", '"always-this"')
        self.send_header("Cache-Control", "max-age=600" if self.path.endswith("/") else "max-age=365000000, immutable")
        super().end_headers()

    def do_GET(self) -> None:
        if "always-this" in self.headers.get("If-None-Match", ""):
            self.send_response(304)
            self.end_headers()
        else:
            super().do_GET()


@contextmanager
def registry(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Registry, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True, slots=True)
class Bench:
    """A registry whose files can be changed, and a place where `make` installs from it by a lock of one line."""

    folder: Path
    address: str

    def offer(self, files: dict[str, bytes]) -> None:
        """Have the registry offer these files of the package and no others."""
        listed = self.folder / "www" / "bell"
        shutil.rmtree(listed, ignore_errors=True)
        listed.mkdir(parents=True)
        for name, data in files.items():
            (listed / name).write_bytes(data)
        (listed / "index.html").write_text("".join(f'<a href="{name}">{name}</a>' for name in files), "utf-8")

    @property
    def environment(self) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        return others | {
            "PIP_CACHE_DIR": str(self.cache),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": self.address,
            "PIP_TRUSTED_HOST": self.address.split("/")[2],  # else pip keeps nothing that came without TLS
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_TARGET": str(self.folder / "into"),
        }

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    def run(self, *command: str) -> tuple[str, str]:
        """Return what the command has installed, and all that it said."""
        shutil.rmtree(self.folder / "into", ignore_errors=True)
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        module = self.folder / "into" / "bell.py"
        return module.read_text("utf-8") if module.exists() else "", done.stdout + done.stderr

    def fill(self) -> str:
        """Install without a lock, which fills the cache; return what was installed."""
        return self.run(sys.executable, "-m", "pip", "install", "--no-deps", "bell==1.0")[0]

    def make(self) -> tuple[str, str]:
        """Install as `make install` does."""
        (self.folder / "one.lock").write_text(f"bell==1.0 {HASHES}\n", "utf-8")
        rule = f"include {ROOT / 'Makefile'}\none: ; @$(call INSTALL,one.lock)\n"
        (self.folder / "one.mk").write_text(rule, "utf-8")
        return self.run("make", "-f", "one.mk", f"PIP={sys.executable} -m pip", "one")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    (tmp_path / "www").mkdir()
    with registry(tmp_path / "www") as address:
        yield Bench(tmp_path, address)


def damage(bench: Bench) -> None:
    bench.offer(TRUE)
    assert "ding" in bench.fill()
    files = sorted(path for path in bench.cache.rglob("*") if path.is_file())
    assert files
    for number, path in enumerate(files):
        data = path.read_bytes()
        path.unlink()
        path.mkdir() if number % 2 else path.write_bytes(data[: len(data) // 2])


def another_wheel(bench: Bench) -> None:
    bench.offer({WHEEL: wheel("crash")})
    assert "crash" in bench.fill()


def a_list_without_wheels_and_one_that_was_built(bench: Bench) -> None:
    """pip takes a wheel that it built for what the lock names if a note beside it says so, without looking into it."""
    bench.offer({SDIST: (forged := sdist("crash"))})
    assert "crash" in bench.fill()
    (note,) = bench.cache.rglob("origin.json")
    true, false = (hashlib.sha256(data).hexdigest() for data in (TRUE[SDIST], forged))
    assert false in note.read_text("utf-8")
    note.write_text(note.read_text("utf-8").replace(false, true), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "twice"),
    [(damage, False), (another_wheel, True), (a_list_without_wheels_and_one_that_was_built, True)],
)
def test_no_cache_changes_what_is_installed(bench: Bench, spoil: Callable[[Bench], None], *, twice: bool) -> None:
    spoil(bench)
    bench.offer(TRUE)
    installed, said = bench.make()
    assert "ding" in installed, said
    assert ("without what pip kept" in said) is twice, said
