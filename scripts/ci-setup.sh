#!/usr/bin/env bash
# What the tests need from outside npm, each step skipped where it is there already; safe to run again.
set -euo pipefail

# The lowest Node that runs the packages (package.json, "engines").
require_node() {
  if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
    echo "Node 20.19 or later is needed; this is $(node --version 2>/dev/null || echo 'no Node at all')." >&2
    exit 1
  fi
}

# The browser that examples/browser is driven in, from Debian's own packages; what apt prints goes to stderr.
install_chromium() {
  if command -v chromium >/dev/null; then return; fi
  if ! command -v apt-get >/dev/null; then
    echo "The tests of examples/browser need Chromium on the PATH as 'chromium', and there is no apt-get to install it with." >&2
    exit 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2
}

# What runs the broker of the Kafka tests, and what brings its jars.
install_java() {
  local missing=()
  if ! command -v java >/dev/null; then missing+=(openjdk-17-jre-headless); fi
  if ! command -v mvn >/dev/null; then missing+=(maven); fi
  if [ "${#missing[@]}" -eq 0 ]; then return; fi
  if ! command -v apt-get >/dev/null; then
    echo "The Kafka tests need Java 17 and Maven on the PATH, and there is no apt-get to install ${missing[*]} with." >&2
    exit 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

require_node
install_chromium
install_java
# The broker that tests start, about 55 MB; it prints where they are.
node "$(dirname "$0")/kafka-jars.mjs" 4.1.1 >/dev/null
