#!/usr/bin/env bash
# Installs what tests need and pip cannot bring: a Chromium, Node.js, and the calendar readers that run on it.
# A machine where that is not possible is told what to install; the tests that need it are then skipped, except
# under CI=true, where a missing tool is a failure: a green run must mean that everything ran.
set -euo pipefail
cd "$(dirname "$0")/.."

readers=tests/calendar_readers
missing=()

find_chromium() {
  local candidate
  for candidate in ${CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$candidate"; then return; fi
  done
  return 1
}

has_node() {
  command -v npm >/dev/null && node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' 2>/dev/null
}

# Prints the words to put before a command that needs root; fails when nobody here may be root without a password.
as_root() {
  if [ "$(id -u)" = 0 ]; then echo env
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then echo sudo -n env
  else return 1
  fi
}

lists_are_fresh=no
apt_install() {
  local root
  command -v apt-get >/dev/null && root=$(as_root) || return 1
  echo "Installing $* ..."
  # A new machine knows no packages before the first update.
  if [ $lists_are_fresh = no ]; then
    $root apt-get update -qq && lists_are_fresh=yes || return 1
  fi
  $root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if ! find_chromium >/dev/null && ! { apt_install chromium fonts-liberation && find_chromium >/dev/null; }; then
  missing+=("a Chromium, for the browser tests (Debian: apt-get install chromium; elsewhere set CHROMIUM=/path/to/it)")
fi

if ! has_node && ! { apt_install nodejs npm && has_node; }; then
  missing+=("Node.js 20 or newer with npm, for the calendar readers (Debian 13: apt-get install nodejs npm)")
else
  wanted=$(cat "$readers/package.json" "$readers/package-lock.json" | cksum)
  stamp=$readers/node_modules/.installed
  if ! { [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; }; then
    echo "Installing the calendar readers ..."
    if (cd "$readers" && npm ci --silent); then
      echo "$wanted" > "$stamp"
    else
      missing+=("the calendar readers (cd $readers && npm ci)")
    fi
  fi
fi

if [ ${#missing[@]} -gt 0 ]; then
  echo "Not on this machine, and not to be installed from here:" >&2
  printf '  - %s\n' "${missing[@]}" >&2
  if [ "${CI:-}" = true ]; then exit 1; fi
  echo "The tests that need them are skipped." >&2
fi
