"""The indexer: Pagefind's program, run as a service, which takes tips in an order and keeps it.

Run over a folder, it would number tips in the order in which a file system happens to list them. The service speaks
base64 of JSON, with a comma after each message. Source: https://pagefind.app/docs/py-api/ and pagefind.service.
"""

import base64
import contextlib
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pagefind.service import get_executable

from scraper.errors import TipsError

_AGAIN = 'Install it again with pip install "pagefind[bin]"'


@dataclass(frozen=True, slots=True)
class Record:
    """What is searched of one tip: its text, and its title, tags and author, which weigh more."""

    address: str
    text: str
    named: dict[str, str]


def run_pagefind(records: Sequence[Record], language: str, folder: Path) -> list[int]:
    """Write Pagefind's index of the records into a folder, numbered as they come; return how many words each has.

    Raises TipsError with Pagefind's own words where it fails.
    """
    program = get_executable()
    if program is None:
        raise TipsError("Pagefind's program is not installed", remedy=_AGAIN)
    requests = list(_requests(records, language))
    try:
        with subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as service:  # noqa: S603 -- a fixed command
            assert service.stdin is not None  # noqa: S101 -- both are pipes
            assert service.stdout is not None  # noqa: S101
            # It answers while it is still being asked: one side alone would wait for ever once a pipe is full.
            asking = threading.Thread(target=_ask, args=(service.stdin, requests))
            asking.start()
            answers = []
            try:
                for _, answer in zip(requests, _answers(service.stdout), strict=False):
                    if answer["type"] == "Error":
                        words = " ".join(str(answer["message"]).split()).rstrip(".")
                        raise TipsError(f"Pagefind could not index the site: {words}")
                    answers.append(answer)
            finally:
                if len(answers) < len(requests):
                    service.terminate()
                asking.join()
                with contextlib.suppress(OSError):
                    service.stdin.close()  # at the end of its input it ends
    except OSError as error:
        raise TipsError(f"Pagefind could not be run: {error}", place=program, remedy=_AGAIN) from None
    if len(answers) < len(requests):
        raise TipsError(f"Pagefind ended early, with exit code {service.returncode}", place=program, remedy=_AGAIN)
    # It could write the files itself, but says so before all of them are written, and is gone by then.
    for file in answers[-1]["files"]:
        path = folder / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(file["content"]))
    return [answer["page_word_count"] for answer in answers if answer["type"] == "IndexedFile"]


def _requests(records: Sequence[Record], language: str) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for record in records:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": record.address,
            "content": record.text,
            "language": language,
            "meta": record.named,
            "filters": None,
            "sort": None,
        }
    yield {"type": "GetFiles", "index_id": 0}


def _ask(pipe: IO[bytes], requests: Iterable[dict[str, object]]) -> None:
    with contextlib.suppress(OSError):  # if it has ended, what it said before tells why
        for number, request in enumerate(requests):
            pipe.write(base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b",")
        pipe.flush()


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield what each answer holds, in order, until the service has said its last."""
    begun: list[bytes] = []
    while chunk := pipe.read1(1 << 16):  # type: ignore[attr-defined] # a pipe is a BufferedReader
        *ends, rest = chunk.split(b",")
        for end in ends:
            message = json.loads(base64.b64decode(b"".join((*begun, end))))
            begun = []
            yield message["payload"]
        begun.append(rest)
