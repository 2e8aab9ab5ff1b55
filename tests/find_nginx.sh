#!/bin/sh
# Print the path of an nginx for the tests: the system's, else that of Debian's or Ubuntu's package, which is unpacked
# into .cache/nginx and not installed, for then it would serve on port 80 from now on. Else say what to do.
# The variable is not called NGINX: nginx reads that one itself, as a list of sockets.
set -u
kept=$PWD/.cache/nginx

found() {
  for name in "${NGINX_PROGRAM:-}" nginx /usr/sbin/nginx "$kept/usr/sbin/nginx"; do
    command -v "$name" >/dev/null && "$name" -v 2>/dev/null && command -v "$name" && return 0
  done
  return 1
}

# The program is in one of the first two, by the release; what it says of files' types is in the third.
fetch() {
  for package in nginx nginx-light nginx-common; do
    apt-get download "$package" || echo "There is no package $package."
  done
  for file in *.deb; do
    dpkg-deb --extract "$file" "$kept" && rm "$file"
  done
}

found && exit 0
if command -v apt-get >/dev/null 2>&1 && mkdir -p "$kept"; then
  echo "No nginx found; fetching the system's package …" >&2
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
  (cd "$kept" && { fetch; found || { $sudo apt-get update && fetch; }; }) >/dev/null 2>&1
  found && exit 0
fi
echo "No nginx could be found or fetched: the tests that need one will say so. Install the package nginx with your" >&2
echo "system's package manager, or set NGINX_PROGRAM=/path/to/nginx, then run make test again." >&2
