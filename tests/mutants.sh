#!/usr/bin/env bash
# Opens the disclosure gate by hand, in one way after the other, and shows that the tests see it.
# A mutant that passes all tests of the gate is a failure of the tests.
#
# Usage: bash tests/mutants.sh [WORDS]      (fuwen is compiled once for each mutant: half an hour, or
# a few minutes for those alone that have WORDS in their name)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

only=${1:-} work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/source"
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --target-directory="$work/source"
export CARGO_TARGET_DIR=${MUTANTS_TARGET_DIR:-$work/target} CARGO_PROFILE_DEV_DEBUG=0

# The tests that guard the gate, run against the program that FUWEN_UNDER_TEST names; those that call
# the library are compiled with it.
suite=$(cargo test --manifest-path "$PWD/Cargo.toml" --target-dir "${SUITE_TARGET_DIR:-target}" --test suite --no-run --message-format=json 2>/dev/null |
  sed -n 's/.*"name":"suite".*"executable":"\([^"]*\)".*/\1/p')
library_guard=leaks::no_body_is_rendered_but_the_one_that_was_cleared
guards=(beside:: disclosure:: gate:: leaks:: messages:: privacy:: bundle::what_is_held check_cli::a_letter)

of_library() {
  cargo test --manifest-path "$work/source/Cargo.toml" --test suite -- "$library_guard" &>"$work/log"
}

survivors=0
mutant() { # NAME FILE OLD NEW
  [[ $1 == *"$only"* ]] || return 0
  local file=$work/source/$2
  cp "$file" "$work/kept"
  OLD=$3 NEW=$4 perl -0pi -e 's/\Q$ENV{OLD}\E/$ENV{NEW}/' "$file"
  if cmp -s "$file" "$work/kept"; then
    printf 'BROKEN    %s: %s no longer holds what is to be changed\n' "$1" "$2"
    survivors=$((survivors + 1))
  elif ! cargo build --quiet --manifest-path "$work/source/Cargo.toml" 2>"$work/log"; then
    printf 'REFUSED   %s: the compiler refuses it\n' "$1"
  elif FUWEN_UNDER_TEST=$CARGO_TARGET_DIR/debug/fuwen "$suite" "${guards[@]}" &>"$work/log" && of_library; then
    printf 'SURVIVED  %s: no test saw it\n' "$1"
    survivors=$((survivors + 1))
  elif ! grep -q '^test .*FAILED$' "$work/log"; then
    printf 'BROKEN    %s: the tests did not run\n' "$1"
    survivors=$((survivors + 1))
  else
    printf 'KILLED    %s: %s tests failed\n' "$1" "$(grep -c '^test .*FAILED$' "$work/log")"
  fi
  cp "$work/kept" "$file"
}

gate=src/model/disclosure.rs
if ! cargo build --quiet --manifest-path "$work/source/Cargo.toml" ||
  ! FUWEN_UNDER_TEST=$CARGO_TARGET_DIR/debug/fuwen "$suite" "${guards[@]}" &>"$work/log" ||
  ! of_library; then
  tail -n 40 "$work/log"
  echo 'without any change the tests must pass' >&2
  exit 2
fi

mutant 'withheld letters leave' $gate \
  'Disclosure::Withheld => Clearance::Held(Held::Withheld)' \
  'Disclosure::Withheld => Clearance::Letter(Box::new(Cleared(reply)))'
mutant 'letters on request leave' $gate \
  'Disclosure::OnRequest => Clearance::Held(Held::OnRequest)' \
  'Disclosure::OnRequest => Clearance::Letter(Box::new(Cleared(reply)))'
mutant 'unmarked letters leave' $gate \
  'Disclosure::Unstated if policy.publish_unstated' \
  'Disclosure::Unstated if policy.publish_unstated || true'
mutant 'a doubt about the mark holds nothing back' $gate \
  'if doubtful {' \
  'if doubtful && false {'
mutant 'summaries leave as letters' $gate \
  'Disclosure::Summary => notice(reply, Level::Summary)' \
  'Disclosure::Summary => Clearance::Letter(Box::new(Cleared(reply)))'
mutant 'titles leave with what summaries have' $gate \
  'if level == Level::Summary {' \
  'if level == Level::Summary || level == Level::Title {'
mutant 'unmarked articles leave' $gate \
  'Some(Disclosure::Public) => Ok(Cleared(article))' \
  'None | Some(Disclosure::Public) => Ok(Cleared(article))'
mutant 'a doubt is known by one spelling of its field alone' $gate \
  'matches!(key.as_str(), "disclosure" | "公开属性" | "公開屬性")' \
  'matches!(field, "disclosure" | "公开属性")'
mutant 'a body is not compared with the one that was cleared' src/read/body.rs \
  'if fs::fingerprint(&bytes) != origin.digest {' \
  'if fs::fingerprint(&bytes) != origin.digest && false {'
mutant 'masks leave what they should hide' src/read/body.rs \
  'Ok(mask_body(body, &contacts_of(reply), privacy))' \
  '{ let _ = privacy; let _ = mask_body; Ok(body) }'
mutant 'unknown words for a disclosure are public' src/front_matter/value.rs \
  '("public", Disclosure::Public),' \
  '("public", Disclosure::Public), ("Public", Disclosure::Public), ("公开", Disclosure::Public),'
mutant 'held documents give warnings' src/build/prepare.rs \
  'filter(|problem| !is_held(problem))' \
  'filter(|problem| !is_held(problem) || true)'
mutant 'messages quote documents to everybody' src/diag/view.rs \
  'audience == Audience::Clerk || is_public(&parts.place)' \
  'audience == Audience::Clerk || is_public(&parts.place) || true'
mutant 'personal data is not looked for' src/build/personal.rs \
  'if personal.is_empty() {' \
  'if personal.is_empty() || true {'

printf '%s mutants survived\n' "$survivors"
((survivors == 0))
