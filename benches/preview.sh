#!/usr/bin/env bash
# Prints how long an edit takes to be seen in a browser that shows a preview.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'END_OF_USAGE'
Usage: bash benches/preview.sh [REPLIES]

Makes an archive of so many replies (1,000 by default), serves it with the release build of fuwen,
and changes one letter RUNS times (9). For each change it waits for the word to load the page again,
loads the page, and makes sure that the change is on it. Prints the times in milliseconds, sorted.
END_OF_USAGE
}

[[ ${1:-} != -h && ${1:-} != --help ]] || { usage; exit; }
fuwen=${CARGO_TARGET_DIR:-target}/release/fuwen
[[ -x $fuwen ]] || cargo build --release --quiet
site=$(mktemp -d)
trap 'kill "${preview:-}" 2>/dev/null; rm -rf "$site"' EXIT
cargo bench --quiet --bench archive -- "${1:-1000}" "$site"

"$fuwen" --root "$site" serve --port 0 >"$site/address" 2>"$site/log" &
preview=$!
touch "$site/address"
until read -r address <"$site/address"; do sleep 0.05; done
letter=$(find "$site/content/replies" -name '*.md' | sort | head -n 1)
page=${letter#"$site/content/"}
page=$address${page%.md}.html

times=()
for ((run = 1; run <= ${RUNS:-9}; run++)); do
  [[ $(curl -s "$page") =~ reload\.js\?([0-9]+) ]]
  exec {events}< <(curl -sN "${address}_fuwen/events?${BASH_REMATCH[1]}")
  read -r -u "$events" _ # the browser waits
  sleep 0.3
  begun=${EPOCHREALTIME//[!0-9]/}
  printf '\n又及%s。\n' "$run" >>"$letter"
  until read -r -u "$events" line && [[ $line == 'event: reload' ]]; do :; done
  curl -s "$page" | grep -q "又及$run。"
  times+=($(((${EPOCHREALTIME//[!0-9]/} - begun) / 1000)))
  exec {events}<&-
done
printf '%s\n' "${times[@]}" | sort -n | tr '\n' ' '
printf '\n'
