#!/usr/bin/env bash
# Prints how long builds of made-up archives take, as ratios of one run, as a Markdown table.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'END_OF_USAGE'
Usage: bash benches/table.sh [REPLIES…]

Builds archives of so many replies of about 4,000 characters (1,000 by default) with the release
build of fuwen, or with the program that FUWEN names, on a memory file system where there is one (/dev/shm) and on disk (TMPDIR, else
/tmp), and compares the time with that of `cp -r` of the output. FOLDERS='DIR…' names other folders.
Every figure is the best of RUNS runs (3); behind each stands the same in processor time, user and
system, which says more where a machine has other work to do. Growth is how many times as long
everything takes as for the size before. Nothing fails for being slow.
END_OF_USAGE
}

[[ ${1:-} != -h && ${1:-} != --help ]] || { usage; exit; }
sizes=("${@:-1000}")
runs=${RUNS:-3}
fuwen=${FUWEN:-${CARGO_TARGET_DIR:-target}/release/fuwen}
[[ -x $fuwen ]] || cargo build --release --quiet
read -ra folders <<<"${FOLDERS:-$([[ -d /dev/shm ]] && printf /dev/shm) ${TMPDIR:-/tmp}}"

times=$(mktemp)
made=("$times")
trap 'rm -rf "${made[@]}"' EXIT

# best COMMAND…: sets `time` to the shortest of all runs and `work` to the least processor time, user
# and system, both in milliseconds; PREPARE runs before each.
best() {
  local run real user system
  local TIMEFORMAT='%3R %3U %3S'
  time= work=
  for ((run = 0; run < runs; run++)); do
    ${prepare:-:}
    { time "$@" >&3 2>&3; } 3>&2 2>"$times"
    read -r real user system < <(tr -d . <"$times")
    real=$((10#$real)) user=$((10#$user + 10#$system))
    [[ $time && $time -le $real ]] || time=$((real > 0 ? real : 1))
    [[ $work && $work -le $user ]] || work=$((user > 0 ? user : 1))
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

# Two ratios: of time, and of processor time.
ratios() {
  printf '%s (%s)' "$(ratio "$1" "$2")" "$(ratio "$3" "$4")"
}

printf '| folder | replies | files | MB | `cp -r`, s | pages / cp | all / cp | all / pages | all, s | growth | unchanged / all | one body / all | peak, MB |\n'
printf '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n'
for folder in "${folders[@]}"; do
  before=
  for size in "${sizes[@]}"; do
    site=$(mktemp -d "$folder/fuwen-bench.XXXXXX")
    made+=("$site")
    CARGO_MANIFEST_DIR=$PWD rustc --edition 2024 -O -o "$site/archive" benches/archive.rs
    "$site/archive" "$size" "$site"
    reply=$(find "$site/content/replies" -name '*.md' | sort | sed -n 1p)
    cp "$site/content/site.yaml" "$site/all.yaml"

    printf 'outputs: {search: false, data: false, feeds: false}\n' >>"$site/content/site.yaml"
    prepare=forget best build
    pages=$time pages_work=$work
    prepare=discard_copy best cp -r "$site/public" "$site/copy"
    pages_to_copy=$(ratios "$pages" "$time" "$pages_work" "$work")
    discard_copy

    cp "$site/all.yaml" "$site/content/site.yaml"
    prepare=forget best build
    all=$time all_work=$work
    prepare=discard_copy best cp -r "$site/public" "$site/copy"
    copy=$time
    all_to_copy=$(ratios "$all" "$time" "$all_work" "$work")
    discard_copy
    prepare='' best build
    unchanged=$(ratios "$time" "$all" "$work" "$all_work")
    prepare=change_a_body best build
    one=$(ratios "$time" "$all" "$work" "$all_work")
    files=$(find "$site/public" -type f | wc -l)
    megabytes=$(($(du -sk "$site/public" | cut -f 1) / 1024))
    growth=${before:+$(ratios "$all" "$before" "$all_work" "$before_work")}
    before=$all before_work=$all_work
    printf '| %s | %d | %d | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' \
      "$folder" "$size" "$files" "$megabytes" "$(ratio "$copy" 1000)" "$pages_to_copy" "$all_to_copy" \
      "$(ratios "$all" "$pages" "$all_work" "$pages_work")" "$(ratio "$all" 1000) ($(ratio "$all_work" 1000))" \
      "$growth" "$unchanged" "$one" "$(peak)"
    rm -rf "$site"
  done
done
