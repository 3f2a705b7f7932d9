# Sourced by the scripts: where things are, which node is used, how they speak.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${BROADSHEET_CACHE:-$root/.cache}
script_name=$(basename -- "$0")

# A node of our own is there only when scripts/setup found the machine's too old.
private_node=$cache/node/bin
[ ! -x "$private_node/node" ] || export PATH="$private_node:$PATH"

# Messages go to stderr, so that stdout holds nothing but a script's answer.
say() { printf '%s: %s\n' "$script_name" "$*" >&2; }
fail() { say "$@"; exit 1; }

node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e '
      const [major, minor] = process.versions.node.split(".").map(Number);
      process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

# Runs a command with its output in a log that is shown only when the command fails.
quietly() { # log-name command...
  local log=$cache/logs/$1.log
  shift
  mkdir -p "$cache/logs"
  if ! "$@" >"$log" 2>&1; then
    # Compilers say the reason last, npm says it first.
    if [ "$(wc -l <"$log")" -gt 100 ]; then
      { head -n 20 "$log" && echo '[...]' && tail -n 80 "$log"; } | cut -c 1-400 >&2
    else
      cut -c 1-400 "$log" >&2
    fi
    fail "\`$*\` failed; the whole output is in $log"
  fi
}
