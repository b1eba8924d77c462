#!/usr/bin/env bash
# Builds the Debian package, installs it, runs it, and removes it again. Called by tests/run.sh --all.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

if dpkg-query --show fuwen &>/dev/null; then
  printf 'A package fuwen is installed on this machine; this test would remove it.\n'
  exit 1
fi
rm -rf "${CARGO_TARGET_DIR:-target}/debian"
package=$(bash packaging/deb.sh)
site=$(mktemp -d)
trap 'rm -rf "$site"; as_root dpkg --purge fuwen &>/dev/null || true' EXIT

# Nothing but the C library is needed, so the package works on a machine that has nothing else.
depends=$(dpkg-deb --field "$package" Depends)
printf '%s\nDepends: %s\n' "$package" "$depends"
for needed in ${depends//,/ }; do
  case $needed in
    libc6* | libgcc-s1* | '(>=' | *')') ;;
    *) printf 'it needs %s\n' "$needed"; exit 1 ;;
  esac
done

as_root dpkg --install "$package"
[[ $(command -v fuwen) == /usr/bin/fuwen ]]
cd "$site"
# Without the variables and files of whoever develops fuwen.
clean=(env --ignore-environment PATH=/usr/bin:/bin HOME="$site")
"${clean[@]}" fuwen --version
"${clean[@]}" fuwen init archive
"${clean[@]}" fuwen --root archive import archive/letters/example.txt
"${clean[@]}" fuwen --root archive build --quiet
[[ -f archive/public/replies/2025/suggestion-118.html ]]
for file in bash-completion/completions/fuwen zsh/vendor-completions/_fuwen \
  fish/vendor_completions.d/fuwen.fish doc/fuwen/README.md doc/fuwen/README.zh-CN.md \
  doc/fuwen/ARCHITECTURE.md doc/fuwen/LICENSE-MIT doc/fuwen/docs/tutorial.md doc/fuwen/copyright; do
  [[ -s /usr/share/$file ]] || { printf '/usr/share/%s is not there\n' "$file"; exit 1; }
done
as_root dpkg --purge fuwen
[[ ! -e /usr/bin/fuwen && ! -e /usr/share/doc/fuwen ]]
