"""A real nginx that serves a site with the server block of docs/publishing.md."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site_fixtures import ROOT, SUB_PATH

# As a system's own nginx.conf does it, but for what only root may do, and that there is one process.
_AROUND = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr crit;
events {{ }}
http {{
    include {types};
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{block}
}}
"""


def nginx() -> Path:
    """Return the program, found in the order of tests/find_nginx.sh; without it the test is skipped, or fails in CI."""
    names = (os.environ.get("NGINX_PROGRAM", ""), "nginx", "/usr/sbin/nginx", str(ROOT / ".cache/nginx/usr/sbin/nginx"))
    found = next((path for path in map(shutil.which, filter(None, names)) if path), None)
    if found is None:
        reason = "no nginx: run tests/find_nginx.sh, install the package nginx, or set NGINX_PROGRAM"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return Path(found)


def server_block() -> str:
    """Return what docs/publishing.md has people put into nginx's configuration."""
    page = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    (block,) = re.findall(r"^```nginx\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(block)


@contextlib.contextmanager
def serving(www: Path, folder: Path) -> Iterator[str]:
    """Yield the address of a site while nginx serves it; its own files are in `folder`."""
    program = nginx()
    types = next(file for above in program.parents if (file := above / "etc" / "nginx" / "mime.types").exists())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    block = server_block()
    for line, other in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("server_name tips.example;", "server_name 127.0.0.1;"),
        ("root /srv/www;", f"root {www};"),
    ):
        assert block.count(line) == 1
        block = block.replace(line, other)
    folder.mkdir()
    configuration = folder / "nginx.conf"
    configuration.write_text(_AROUND.format(folder=folder, types=types, block=block), "utf-8")
    said = folder / "said.txt"
    with said.open("w") as log:
        command = [str(program), "-p", str(folder), "-e", "stderr", "-c", str(configuration)]
        process = subprocess.Popen(command, stderr=log)
    try:
        while process.poll() is None:
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                break
        assert process.poll() is None, said.read_text("utf-8")
        yield f"http://127.0.0.1:{port}/{SUB_PATH}/"
    finally:
        process.terminate()
        process.wait()
    assert not said.read_text("utf-8"), said.read_text("utf-8")
