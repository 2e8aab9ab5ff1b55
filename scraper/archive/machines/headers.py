"""Headers: what a server should say along with the files of the site, beside what they are.

The policy is the strictest under which the whole site works. It stands in three places, in the same words: in the head
of each page, for hosts that can't be told what to send, such as GitHub Pages; in the file _headers, which Netlify and
Cloudflare Pages read; and in docs/publishing.md, for nginx.
Sources: https://www.w3.org/TR/CSP3/, https://docs.netlify.com/manage/routing/headers/,
https://developers.cloudflare.com/pages/configuration/headers/.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

FILE = "_headers"

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # Pagefind's search is WebAssembly
    "style-src": "'self'",
    "img-src": "'self' data:",  # signs of notes and task lists stand in the style sheet itself
    "connect-src": "'self'",  # the search index, and the tips of a week
    "worker-src": "'self'",  # Pagefind's
    "form-action": "'self'",
    "base-uri": "'none'",
}
# Hosts send what isn't here as they would anyway. Not X-Frame-Options: frame-ancestors is its successor. Not
# Strict-Transport-Security: that is a promise about a domain, which only its owner can make.
_SECURITY: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Files whose names change whenever one of their bytes does: they can be kept for ever. All others are asked for anew,
# which is what Netlify and Cloudflare Pages have browsers do where nothing is said. Each pattern has one "*" at most,
# and no file fits two: where two rules give a header, both hosts join the values.
_KEPT = "public, max-age=31536000, immutable"
_NAMED_BY_CONTENT = (
    "assets/stylesheets/site.*.css",
    "pagefind/fragment/*",
    "pagefind/index/*",
    "pagefind/filters.*.json",
    "pagefind/pagefind.*.pf_meta",
)
# Source: https://www.jsonfeed.org/version/1.1/, "Suggestions for Publishers".
_JSON_FEED = "application/feed+json"
_JSON_FEEDS = ("feed.json", "tags/*/feed.json", "authors/*/feed.json")


def policy(templates: Path) -> str:
    """Return what a page may load and run: this site's own files, and the scripts that stand within its own templates.

    Those are known by their hashes, so that no other script within a page runs. One with anything in it that a template
    fills in is no such script, as nobody knows its hash before.
    """
    scripts = " ".join(dict.fromkeys(_hashes(templates)))
    return "; ".join(
        f"{name} {sources} {scripts}".rstrip() if name == "script-src" else f"{name} {sources}"
        for name, sources in _POLICY.items()
    )


def headers(page_policy: str) -> dict[str, str]:
    """Return the headers that all files are sent with; a page's own head can't say who may frame it, and they can."""
    return {"Content-Security-Policy": f"{page_policy}; frame-ancestors 'none'", **_SECURITY}


def headers_file(page_policy: str, site_url: str) -> str:
    """Return the text of _headers, whose paths begin at the root of the host, as those of addresses do."""
    root = urlsplit(site_url).path.rstrip("/") + "/"
    rules = [
        _rule(f"{root}*", headers(page_policy)),
        *(_rule(root + pattern, {"Cache-Control": _KEPT}) for pattern in _NAMED_BY_CONTENT),
        *(_rule(root + path, {"Content-Type": _JSON_FEED}) for path in _JSON_FEEDS),
    ]
    return "\n".join(rules)


def _hashes(templates: Path) -> Iterator[str]:
    for template in sorted(templates.rglob("*.html")):
        for script in _SCRIPT.findall(template.read_text("utf-8")):
            yield f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _rule(path: str, values: Mapping[str, str]) -> str:
    return "".join((f"{path}\n", *(f"  {name}: {value}\n" for name, value in values.items())))
