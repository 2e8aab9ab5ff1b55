"""The server of a preview: how soon it sees an edit, and that it goes on when a build fails."""

import gc
import logging
from collections.abc import Callable

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

# Seconds from one look at the files to the next: MkDocs' own half a second, or less where looking costs little.
_SELDOM, _OFTEN, _PER_TIP = 0.5, 0.1, 0.0001
_SETTLED = 0.02  # seconds without a further change, after which an edit is taken to be whole
_log = logging.getLogger("mkdocs.plugins.tip-archive")


def attend(server: LiveReloadServer, builder: Callable[[], None], tips: int) -> None:
    """Have a server build soon after each edit, and serve what it has where that fails.

    MkDocs' own would answer no request until a build succeeds.
    """

    def build() -> None:
        try:
            builder()
        except (MkDocsException, TemplateError) as error:
            if words := _words(error):
                _log.error(words)
            _log.error("The preview stays as it was until that is mended.")
        except Exception:  # noqa: BLE001 -- whatever it is, the one who writes can go on
            _log.exception("The preview stays as it was: this is a fault of the program, not of what you wrote.")

    # A build makes some hundred thousand objects that live until the next one: looking through them for garbage again
    # and again takes a tenth of its time. What is garbage after all goes every few dozen builds.
    gc.set_threshold(100_000, 50, 10)
    server.builder = build
    server.build_delay = _SETTLED
    watched = tuple(server._watched_paths)  # what MkDocs watches has to be told to the new observer
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=min(_SELDOM, max(_OFTEN, tips * _PER_TIP)))
    for path in watched:
        server.watch(path)


def _words(error: Exception) -> str:
    """Return what there is to say of an error that MkDocs has not said."""
    if isinstance(error, Abort):
        return ""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    return str(error)
