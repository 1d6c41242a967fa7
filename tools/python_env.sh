#!/usr/bin/env bash
# Makes .venv fit for use: tools/python_env.sh runtime|dev
# Does nothing, in a few milliseconds, when the requirement files and the Python are those of the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.venv
level=${1:?say runtime or dev}
case $level in
  runtime) requirements=requirements.txt ;;
  dev) requirements=requirements-dev.txt ;;
  *) echo "unknown level '$level'. Maybe 'runtime' or 'dev'?" >&2; exit 2 ;;
esac

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  echo "Python 3.11 or newer is needed; found: $( (python3 --version) 2>/dev/null || echo none)." >&2
  echo "Maybe it has another name? Then: make ${MAKECMDGOALS:-plan} PYTHON=/path/to/python3" >&2
  exit 1
}

make_venv() {
  local python=$1
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$python cannot make virtual environments: its module venv or ensurepip is missing." >&2
    echo "Maybe: apt-get install python3-venv" >&2
    exit 1
  fi
  echo "Making $venv with $("$python" --version) ..."
  "$python" -m venv --clear "$venv"
  pwd -P > "$venv/made-in"
}

# An environment whose Python was upgraded away does not start, and one whose folder was moved or copied has commands
# that point to the old place: make it anew.
if ! { [ -x "$venv/bin/python" ] && is_new_enough "$venv/bin/python" &&
       [ "$(cat "$venv/made-in" 2>/dev/null)" = "$(pwd -P)" ]; }; then
  python=$(find_python)
  make_venv "$python"
fi

# By content, not by date: a checkout sets new dates and a restored cache old ones.
wanted=$({ "$venv/bin/python" --version; cat requirements.txt "$requirements"; } | cksum)
stamp=$venv/installed-$level
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  exit 0
fi

echo "Installing $requirements into $venv ..."
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
echo "$wanted" > "$stamp"
