#!/usr/bin/env bash
# Makes the Debian package of this checkout, and prints its path. Needs cargo-deb.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=${CARGO_TARGET_DIR:-target}
cargo build --release --locked
mkdir -p "$target/completions"
for shell in bash zsh fish; do
  "$target/release/fuwen" completions "$shell" >"$target/completions/$shell"
done
cargo deb --no-build --quiet --output "$target/debian/" >&2
printf '%s\n' "$target"/debian/fuwen_*.deb
