#!/usr/bin/env bash
# The project's one test command; `bash tests/run.sh --help` says what it does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'END'
Usage: bash tests/run.sh [--all] [--no-install] [--verbose]

Runs every test of fuwen, one step after the other, all of them even when one fails:

  formatting      cargo fmt --check
  lints           cargo clippy --all-targets, warnings as errors
  documentation   cargo doc --no-deps, warnings as errors
  tests           cargo test: unit, suite and documentation tests
  release build   with --all, cargo build --release
  archive         building this repository's site leaves public/ as it is committed
  speed           benches/table.sh on a small archive: prints ratios, fails only where a build does
  browser         tests/browser: the site in Chromium, over http and from disk
  validation      with --all, tests/validate: data and feeds read by programs that are not fuwen's
  full disk       with --all, where one may be mounted: a build on a file system that is too small
  crate           with --all, cargo package: what would be published builds by itself
  Debian package  with --all, tests/package.sh: built with cargo-deb, installed, run, removed
  dependencies    with --all, where cargo-deny is installed: licences, sources, what is banned

Tests and the program that the further steps try are built with the profile `tested`: optimised as a
release, but for what makes its build long, and with the checks of a debug build. With --all the
further steps try the release itself.

Needed are a Rust toolchain with rustfmt and clippy, and Git. What else is missing is named and then
installed: with apt-get (with sudo, unless you are root) a C linker, jq, fonts-noto-cjk, Chromium
(chromium-headless-shell, which starts its pages much faster, or chromium where there is no such package),
poppler-utils, nodejs and npm; with npm the packages that tests/browser/package-lock.json pins. With
--all also python3-venv, libreoffice-calc and default-jre-headless, with npm what
tests/validate/package-lock.json pins, with pip, in a virtual environment below target/, what
tests/validate/requirements.txt pins, and with cargo, below target/ too, cargo-deb. The Debian package
is installed on this machine for a moment.

Options:
  --all          slow extras too: validation, and 2,000 cases for every property test (PROPTEST_CASES)
  --no-install   install nothing; name what is missing and stop
  --verbose      show what the steps print as they go; without it, of failed steps alone
  -h, --help     this text

Environment: CHROMIUM=PATH names another browser, CARGO_TARGET_DIR another folder to build in.

Ends with the closing lines of the test runners and the line “N passed, N failed”, where every step
that is no test run counts as one. Exit code: 0 all passed, 1 something failed, 2 could not start.
END
}

all='' install=yes verbose=''
for option; do
  case $option in
    --all) all=yes ;;
    --no-install) install='' ;;
    --verbose) verbose=yes ;;
    -h | --help) usage; exit 0 ;;
    *) printf 'unknown option: %s\n\n' "$option" >&2; usage >&2; exit 2 ;;
  esac
done

profile=tested
[[ -z $all ]] || profile=release
fuwen=${CARGO_TARGET_DIR:-target}/$profile/fuwen
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
export CARGO_TERM_COLOR=never
unset FORCE_COLOR
[[ -z $all ]] || export PROPTEST_CASES=2000

# ---- what must be there -------------------------------------------------------------------------

stop() {
  printf '%s\n' "$@" >&2
  exit 2
}

has() {
  command -v "$1" >/dev/null
}

check_rust() {
  has cargo || stop 'Rust is missing: https://rustup.rs says how to install it.'
  cargo fmt --version &>/dev/null || stop 'rustfmt is missing. To add it: rustup component add rustfmt'
  cargo clippy --version &>/dev/null || stop 'clippy is missing. To add it: rustup component add clippy'
}

has_chinese_fonts() {
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' fonts-noto-cjk 2>/dev/null) == installed ||
    -n $(fc-list :lang=zh-cn 2>/dev/null) ]]
}

# The browser that the tests drive: without a window of its own where there is such a one.
browser() {
  if [[ ${CHROMIUM:-} ]]; then command -v "$CHROMIUM"; else
    command -v chromium-headless-shell || command -v chromium
  fi
}

check_packages() {
  local missing=()
  has cc || missing+=(gcc libc6-dev)
  browser >/dev/null || missing+=(chromium)
  has_chinese_fonts || missing+=(fonts-noto-cjk)
  has pdftotext || missing+=(poppler-utils)
  has node || missing+=(nodejs)
  has npm || missing+=(npm)
  has jq || missing+=(jq)
  [[ -z $all ]] || python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
  [[ -z $all ]] || has soffice || missing+=(libreoffice-calc)
  [[ -z $all ]] || has java || missing+=(default-jre-headless)
  [[ ${#missing[@]} -gt 0 ]] || return 0
  [[ $install ]] || stop "Debian packages are missing: ${missing[*]}"
  has apt-get || stop "There is no apt-get here. Please install: ${missing[*]}"
  printf 'Installing Debian packages: %s\n' "${missing[*]}"
  as_root apt-get --quiet=2 update || printf 'apt-get update failed; going on with the lists there are\n'
  if apt-cache show chromium-headless-shell &>/dev/null; then
    missing=("${missing[@]/%chromium/chromium-headless-shell}")
  fi
  as_root apt-get --quiet=2 install --yes --no-install-recommends "${missing[@]}" >"$logs/apt" 2>&1 ||
    { cat "$logs/apt"; stop "apt-get could not install: ${missing[*]}"; }
}

as_root() {
  if [[ $EUID -eq 0 ]]; then
    DEBIAN_FRONTEND=noninteractive "$@"
  else
    has sudo || stop "You are not root and there is no sudo. Please run as root: $*"
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

check_node() {
  node --eval 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)' ||
    stop "The browser tests need Node 18 or newer; this is $(node --version)."
  node_packages tests/browser
  [[ -z $all ]] || node_packages tests/validate
}

# node_packages FOLDER: installs what the folder's lock file pins.
node_packages() {
  [[ $1/node_modules/.package-lock.json -nt $1/package-lock.json ]] && return
  [[ $install ]] || stop "The packages of $1 are missing or old: npm ci in $1 installs them."
  printf 'Installing npm packages: npm ci in %s\n' "$1"
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$logs/npm" 2>&1 ||
    { cat "$logs/npm"; stop "npm could not install the packages of $1."; }
}

# ---- the steps ----------------------------------------------------------------------------------

documentation() {
  RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --locked
}

rust_tests() {
  rm -f "$fuwen" # a failed build leaves no old program to be tested
  cargo test --locked --profile tested
}

release_build() {
  rm -f "$fuwen"
  cargo build --release --locked
}

archive_is_what_a_build_makes() {
  if git ls-files --error-unmatch public/index.html &>/dev/null; then
    "$fuwen" build --quiet || return 1
    git diff --exit-code --stat -- public && no_stray_files && return
    printf 'public/ is not what a build makes. Is the change meant? Then git add public.\n'
    return 1
  else # an unpacked copy, without Git
    "$fuwen" build --quiet --output "$logs/public" && diff --recursive --brief public "$logs/public"
  fi
}

no_stray_files() {
  local stray
  stray=$(git ls-files --others -- public)
  [[ -z $stray ]] || { printf 'not in Git: %s\n' "$stray"; return 1; }
}

speed() {
  RUNS=1 FOLDERS=${TMPDIR:-/tmp} FUWEN=$(realpath "$fuwen") bash benches/table.sh 300
}

browser_tests() {
  local program chromium options=(--test --test-reporter=spec)
  # Two files at a time, each with its own browsers; older Node has no such option.
  ! node --help | grep -q -- --test-concurrency || options+=(--test-concurrency=2)
  program=$(realpath "$fuwen") && chromium=$(browser) &&
    cd tests/browser && FUWEN=$program CHROMIUM=$chromium node "${options[@]}" ./*.test.mjs
}

validation() {
  local folder=${CARGO_TARGET_DIR:-target}/validate python
  python=$folder/venv/bin/python
  [[ -x $python ]] || python3 -m venv "$folder/venv" || return 1
  "$python" -m pip install --quiet --requirement tests/validate/requirements.txt || return 1
  rm -rf "$folder/site" # no file of an older build is read
  "$fuwen" build --quiet --output "$folder/site" --base-url https://example.org/archive/ &&
    "$python" tests/validate/validate.py "$folder/site" .
}

small_disk=$logs/disk

may_mount() {
  mkdir -p "$small_disk"
  as_root mount -t tmpfs -o size=32m,mode=1777 tmpfs "$small_disk" &>/dev/null
}

# A build that fills the disk says so and leaves every page whole; given room, the next one is right.
full_disk() {
  local status=0
  fill_the_disk "$logs/site" "$small_disk/public" || status=$?
  as_root umount "$small_disk"
  return $status
}

fill_the_disk() {
  local site=$1 output=$2 number file status=0
  "$fuwen" init "$site" >/dev/null && "$fuwen" --root "$site" build --quiet --output "$output" &&
    cp -r "$output" "$logs/before" && head -c 30M /dev/zero >"$small_disk/ballast" || return 1
  mkdir -p "$site/content/replies/2024"
  for ((number = 1; number <= 80; number++)); do
    {
      printf -- '---\ncases: [{kind: proposal, number: "%d"}]\nissuer: 示例市科学技术局\n' $number
      printf -- 'disclosure: public\n---\n\n' && printf '正文。%.0s' {1..2000}
    } >"$site/content/replies/2024/full-$number.md"
  done
  "$fuwen" --root "$site" build --quiet --output "$logs/after" || return 1
  "$fuwen" --root "$site" build --quiet --output "$output" || status=$?
  [[ $status -eq 3 ]] || { printf 'exit code %d on a full disk\n' $status; return 1; }
  while read -r file; do
    cmp --silent "$output/$file" "$logs/before/$file" || cmp --silent "$output/$file" "$logs/after/$file" ||
      { printf '%s is torn or left over\n' "$file"; return 1; }
  done < <(cd "$output" && find . -type f ! -name .fuwen-journal)
  rm "$small_disk/ballast"
  "$fuwen" --root "$site" build --quiet --output "$output" && diff --recursive --brief "$logs/after" "$output"
}

crate() {
  # Warnings too: of a file that a system cannot hold, of what crates.io would miss.
  cargo package --locked --allow-dirty 2>&1 | tee "$logs/crate"
  ! grep -q '^warning' "$logs/crate"
}

debian_package() {
  local tools
  tools=$(realpath -m "${CARGO_TARGET_DIR:-target}/tools")
  export PATH=$PATH:$tools/bin
  has cargo-deb || cargo install cargo-deb --locked --root "$tools" || return 1
  bash tests/package.sh
}

# The advisories are not among them: their database is on the network.
dependencies() {
  cargo deny --all-features check licenses bans sources
}

# ---- running and counting -----------------------------------------------------------------------

passed=0 failed=0

# step NAME RUNNER COMMAND…: RUNNER is cargo or node, whose closing lines are counted, or none.
step() {
  local name=$1 runner=$2 log=$logs/log started=$SECONDS status=0 good bad
  shift 2
  printf '%-15s' "$name"
  if [[ $verbose ]]; then
    printf '\n'
    ("$@") 2>&1 | tee "$log" || status=$?
  else
    ("$@") >"$log" 2>&1 || status=$?
  fi
  read -r good bad < <("count_$runner" "$log" "$status")
  [[ $status -eq 0 || $bad -gt 0 ]] || bad=1
  passed=$((passed + good)) failed=$((failed + bad))
  if [[ $bad -eq 0 && $good -gt 0 ]]; then
    printf 'ok, %d passed, %d s\n' "$good" $((SECONDS - started))
  else
    printf 'FAILED, %d passed, %d failed, %d s\n' "$good" "$bad" $((SECONDS - started))
    [[ $verbose ]] || cat "$log"
  fi
}

count_none() {
  [[ $2 -eq 0 ]] && printf '1 0\n' || printf '0 1\n'
}

count_cargo() {
  awk '/^test result:/ { good += $4; bad += $6 } END { print good + 0, bad + (good == 0 && bad == 0) }' "$1"
}

count_node() {
  awk '/^ℹ pass/ { good += $3 } /^ℹ (fail|cancelled)/ { bad += $3 } END { print good + 0, bad + (good == 0 && bad == 0) }' "$1"
}

check_rust
check_packages
check_node

step formatting none cargo fmt --check
step lints none cargo clippy --all-targets --locked -- -D warnings
step documentation none documentation
step tests cargo rust_tests
cp "$logs/log" "$logs/cargo"
[[ -z $all ]] || step 'release build' none release_build
step archive none archive_is_what_a_build_makes
step speed none speed
[[ $verbose ]] || grep '^|' "$logs/log" || true
step browser node browser_tests
cp "$logs/log" "$logs/node"
[[ -z $all ]] || step validation none validation
if [[ $all ]] && may_mount; then
  step 'full disk' none full_disk
elif [[ $all ]]; then
  printf 'full disk      left out: no file system may be mounted here\n'
fi
[[ -z $all ]] || step crate none crate
[[ -z $all ]] || step 'Debian package' none debian_package
if [[ $all ]] && has cargo-deny; then
  step dependencies none dependencies
elif [[ $all ]]; then
  printf 'dependencies   not checked: cargo-deny is not installed (cargo install cargo-deny --locked)\n'
fi

printf '\n'
grep -hE '^(test result:|ℹ )' "$logs/cargo" "$logs/node" || true
printf '%d passed, %d failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
