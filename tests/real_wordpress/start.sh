#!/bin/sh
# Bring up a real WordPress with some sixty posts at http://127.0.0.1:PORT/, with all that it needs inside DIR.
# Usage: start.sh DIR PORT [twentytwentyone|twentytwentythree]    then: stop.sh DIR
# DIR/export.xml is the site's own export, DIR/access.log each request, DIR/*.log what else there is to know.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
packages="wordpress wordpress-theme-twentytwentyone wordpress-theme-twentytwentythree
          php-cli php-gd php-mysql mariadb-server-core mariadb-client"

fail() {
  echo "start.sh: $1" >&2
  exit 1
}

[ $# -ge 2 ] || fail "usage: start.sh DIR PORT [twentytwentyone|twentytwentythree]"
port=$2 theme=${3:-twentytwentyone}

missing=""
for package in $packages; do
  dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
done
if [ -n "$missing" ]; then
  command -v apt-get >/dev/null 2>&1 || fail "a real WordPress needs the Debian packages$missing, and there is no apt-get here"
  echo "Installing$missing …" >&2
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  # What the packages recommend are servers that run all day; none is wanted.
  said=$({ $as_root apt-get update &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing; } 2>&1) ||
    fail "apt-get could not install$missing: $(echo "$said" | tail -n 1)"
fi
[ -d "/usr/share/wordpress/wp-content/themes/$theme" ] || fail "there is no theme \"$theme\""

mkdir -p "$1"
dir=$(cd "$1" && pwd)
[ -z "$(ls -A "$dir")" ] || fail "$dir is not empty: end what runs there with stop.sh and delete it, or name another folder"
socket=$dir/mysql.sock
[ ${#socket} -le 100 ] || fail "$dir is too long a name for a socket in it (sun_path of unix(7)): name another folder"
if php -r 'exit(@fsockopen("127.0.0.1", (int) $argv[1]) ? 0 : 1);' "$port"; then
  fail "port $port is taken: name another"
fi
chmod 700 "$dir"
trap 'status=$?; if [ $status -ne 0 ]; then sh "$here/stop.sh" "$dir"; echo "start.sh: failed; see $dir/*.log" >&2; fi' EXIT
trap 'exit 130' INT TERM

# A database of its own. Only the socket leads to it, and only this user may open the folder: it needs no passwords.
mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$dir/mysql" --skip-test-db >"$dir/mysql-install.log" 2>&1
setsid mariadbd --no-defaults --user="$(id -un)" --datadir="$dir/mysql" --socket="$socket" --skip-networking \
  --skip-grant-tables --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=64M \
  >"$dir/mysql.log" 2>&1 </dev/null &
echo $! >"$dir/mysql.pid"
mysql() { mariadb --no-defaults --socket="$socket" "$@"; }
tries=0
until mysql -e 'SELECT 1' >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ $tries -lt 300 ] && kill -0 "$(cat "$dir/mysql.pid")" 2>/dev/null || fail "MariaDB did not start"
  sleep 0.1
done
mysql -e 'CREATE DATABASE wordpress CHARACTER SET utf8mb4'

# A WordPress of its own: a copy, for one that is linked to reads the settings beside the original.
cp -R /usr/share/wordpress "$dir/wordpress"
rm -f "$dir/wordpress/.htaccess"
mkdir -p "$dir/wordpress/wp-content/uploads"
cat >"$dir/wordpress/wp-config.php" <<PHP
<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '$(id -un)' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:$socket' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', 'http://127.0.0.1:$port' );
define( 'WP_SITEURL', 'http://127.0.0.1:$port' );
define( 'WP_DEFAULT_THEME', '$theme' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
\$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
PHP

run_php() { php -d display_errors=stderr -d log_errors=0 -d memory_limit=512M "$@"; }
run_php "$here/install.php" "$dir/wordpress" >"$dir/install.log" 2>&1
run_php "$here/load.php" "$dir/wordpress" >"$dir/load.log" 2>&1
run_php "$here/export.php" "$dir/wordpress" >"$dir/export.xml" 2>"$dir/export.log"

REAL_WORDPRESS_LOG=$dir/access.log setsid php -d display_errors=0 -d log_errors=1 -d error_log="$dir/php.log" \
  -S "127.0.0.1:$port" -t "$dir/wordpress" "$here/router.php" >"$dir/server.log" 2>&1 </dev/null &
echo $! >"$dir/server.pid"
tries=0
until php -r 'exit(@file_get_contents($argv[1]) ? 0 : 1);' "http://127.0.0.1:$port/"; do
  tries=$((tries + 1))
  [ $tries -lt 300 ] && kill -0 "$(cat "$dir/server.pid")" 2>/dev/null || fail "the site does not answer"
  sleep 0.1
done
: >"$dir/access.log"
echo "http://127.0.0.1:$port/ ($theme)"
