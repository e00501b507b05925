#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, and only that: Debian packages, a Node new enough for the web build, the web packages.
# Nothing is asked; run it as root or as a user of sudo. Running it again costs a moment.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
    '') ;;
    *) sed -n '3,4s/^# //p' "$0"; echo "usage: tools/install-deps.sh"; [ "$1" = --help ]; exit ;;
esac

say() { echo "deps: $*"; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

missing=()
while read -r package command _; do
    [ -z "$package" ] && continue
    [ -n "$command" ] && command -v "$command" >/dev/null && continue
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done < <(sed 's/#.*//' tools/debian-packages.txt)
if [ ${#missing[@]} -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        say "this system has no apt-get; please install by its own means: ${missing[*]}"
        exit 1
    fi
    say "installing ${missing[*]}"
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

# Vite needs Node 20.19 or later; Debian 12 has 18. Then one comes from the package registry, only for this folder.
new_enough() {
    command -v "$1" >/dev/null && "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}
if ! new_enough node && ! new_enough build/node/node_modules/.bin/node; then
    say "node $(node --version 2>/dev/null || echo is missing); fetching Node 22 into build/node"
    mkdir -p build/node
    npm install --prefix build/node --no-audit --no-fund --loglevel=error node@22 npm@10
fi
if [ -x build/node/node_modules/.bin/node ]; then PATH="$PWD/build/node/node_modules/.bin:$PATH"; fi

# npm leaves a copy of the lock file when it is done; newer than ours means nothing changed.
if [ ! web/node_modules/.package-lock.json -nt web/package-lock.json ]; then
    say "installing the web packages"
    npm ci --prefix web --no-audit --no-fund --loglevel=error
fi
say "everything is there"
