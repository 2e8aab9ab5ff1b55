#!/bin/sh
# Print the path of a Chromium for the browser tests: the system's, else one that can be installed, else say what to do.
# Usage: find_browser.sh PYTHON, where PYTHON has Playwright.
set -u
python=$1

found() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && command -v "$name" 2>/dev/null && return 0
  done
  "$python" - 2>/dev/null <<'EOF'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = pathlib.Path(playwright.chromium.executable_path)
print(path) if path.exists() else sys.exit(1)
EOF
}

found && exit 0
if command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium found; installing the system's package …" >&2
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
  { $sudo apt-get update && $sudo apt-get install --yes --no-install-recommends chromium; } >&2 2>/dev/null
  found && exit 0
fi
echo "No Chromium found; asking Playwright for its own …" >&2
"$python" -m playwright install chromium >&2 && found && exit 0
echo "The browser tests need Chromium, and it could not be installed. Install the package chromium (or Google Chrome)" >&2
echo "with your system's package manager, or set CHROMIUM=/path/to/chromium, then run make test again." >&2
exit 1
