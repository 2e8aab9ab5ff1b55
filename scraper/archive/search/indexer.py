"""The indexer: Pagefind's program, run as a service, which takes tips in an order and keeps it.

Run over a folder, it would number tips in the order in which a file system happens to list them. The service speaks
base64 of JSON, with a comma after each message. Source: https://pagefind.app/docs/py-api/ and pagefind.service.

It gives its files in an answer. Those that it writes itself may still be without their end when it says that it has
written them, and stay so when it is then ended.
"""

import base64
import contextlib
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Made:
    """What Pagefind made: its files by path, "index/en_1a2b3c4.pf_index", and how many words each record has."""

    files: Mapping[str, bytes]
    words: tuple[int, ...]


def run_pagefind(records: Sequence[Record], language: str) -> Made:
    """Return Pagefind's index of the records, which it numbers as they come.

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
    *indexed, got = answers[1:]
    files = {file["path"]: base64.b64decode(file["content"]) for file in got["files"]}
    return Made(files, tuple(answer["page_word_count"] for answer in indexed))


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
    while chunk := pipe.read1(1 << 20):  # type: ignore[attr-defined] # a pipe is a BufferedReader
        end, *others = chunk.split(b",")
        begun.append(end)
        for other in others:
            yield json.loads(base64.b64decode(b"".join(begun)))["payload"]
            begun = [other]
