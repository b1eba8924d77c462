#!/usr/bin/env bash
# Prints how long builds of made-up archives take, as ratios of one run, as a Markdown table.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'END_OF_USAGE'
Usage: bash benches/table.sh [REPLIES…]

Builds archives of so many replies of about 4,000 characters (1,000 by default) with the release
build of fuwen, on a memory file system where there is one (/dev/shm) and on disk (TMPDIR, else
/tmp), and compares the time with that of `cp -r` of the output. FOLDERS='DIR…' names other folders.
Every figure is the best of RUNS runs (3). Growth is how many times as long everything takes as for the
size before. Nothing fails for being slow.
END_OF_USAGE
}

[[ ${1:-} != -h && ${1:-} != --help ]] || { usage; exit; }
sizes=("${@:-1000}")
runs=${RUNS:-3}
fuwen=${CARGO_TARGET_DIR:-target}/release/fuwen
[[ -x $fuwen ]] || cargo build --release --quiet
read -ra folders <<<"${FOLDERS:-$([[ -d /dev/shm ]] && printf /dev/shm) ${TMPDIR:-/tmp}}"

work=()
trap 'rm -rf "${work[@]}"' EXIT

# best COMMAND…: sets `time` to the shortest of all runs, in milliseconds; PREPARE runs before each.
best() {
  local begun ended run
  time=
  for ((run = 0; run < runs; run++)); do
    ${prepare:-:}
    begun=${EPOCHREALTIME//[!0-9]/}
    "$@"
    ended=$(((${EPOCHREALTIME//[!0-9]/} - begun) / 1000))
    [[ $time && $time -le $ended ]] || time=$ended
  done
}

build() {
  "$fuwen" --root "$site" build --quiet >"$site/log" || { cat "$site/log"; exit 1; }
}

forget() {
  rm -rf "$site/public" "$site/.fuwen"
}

change_a_body() {
  printf '\n又及。\n' >>"$reply"
}

discard_copy() {
  rm -rf "$site/copy"
}

# Peak memory of a cold build in MB, where the system tells it.
peak() {
  forget
  "$fuwen" --root "$site" build --quiet >/dev/null &
  local pid=$! line peak=
  while kill -0 "$pid" 2>/dev/null; do
    line=$(grep VmHWM "/proc/$pid/status" 2>/dev/null) && peak=$(($(tr -dc 0-9 <<<"$line") / 1024))
    sleep 0.02
  done
  wait "$pid"
  printf '%s' "${peak:-?}"
}

ratio() {
  printf '%d.%02d' $(($1 / $2)) $(($1 * 100 / $2 % 100))
}

printf '| folder | replies | files | MB | `cp -r`, s | pages / cp | all / cp | all / pages | all, s | growth | unchanged / all | one body / all | peak, MB |\n'
printf '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n'
for folder in "${folders[@]}"; do
  before=
  for size in "${sizes[@]}"; do
    site=$(mktemp -d "$folder/fuwen-bench.XXXXXX")
    work+=("$site")
    CARGO_MANIFEST_DIR=$PWD rustc --edition 2024 -O -o "$site/archive" benches/archive.rs
    "$site/archive" "$size" "$site"
    reply=$(find "$site/content/replies" -name '*.md' | sort | sed -n 1p)
    cp "$site/content/site.yaml" "$site/all.yaml"

    printf 'outputs: {search: false, data: false, feeds: false}\n' >>"$site/content/site.yaml"
    prepare=forget best build
    pages=$((time > 0 ? time : 1))
    prepare=discard_copy best cp -r "$site/public" "$site/copy"
    copy=$((time > 0 ? time : 1))
    discard_copy

    cp "$site/all.yaml" "$site/content/site.yaml"
    prepare=forget best build
    all=$((time > 0 ? time : 1))
    prepare=discard_copy best cp -r "$site/public" "$site/copy"
    copy_all=$((time > 0 ? time : 1))
    discard_copy
    prepare='' best build
    unchanged=$time
    prepare=change_a_body best build
    one=$time
    files=$(find "$site/public" -type f | wc -l)
    megabytes=$(($(du -sk "$site/public" | cut -f 1) / 1024))
    growth=${before:+$(ratio "$all" "$before")}
    before=$all
    printf '| %s | %d | %d | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' \
      "$folder" "$size" "$files" "$megabytes" "$(ratio "$copy_all" 1000)" "$(ratio "$pages" "$copy")" \
      "$(ratio "$all" "$copy_all")" "$(ratio "$all" "$pages")" "$(ratio "$all" 1000)" "$growth" \
      "$(ratio "$unchanged" "$all")" "$(ratio "$one" "$all")" "$(peak)"
    rm -rf "$site"
  done
done
