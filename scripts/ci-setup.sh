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

require_node
