#!/usr/bin/env bash
# Runs the hooks with the real pre-commit: a commit with a broken article is stopped, a clean one passes, and
# files that are no articles are left alone.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
precommit=${1:?usage: check_precommit.sh PRE_COMMIT}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME="$work/home"
export GIT_AUTHOR_NAME=newslint GIT_AUTHOR_EMAIL=newslint@example.invalid
export GIT_COMMITTER_NAME=newslint GIT_COMMITTER_EMAIL=newslint@example.invalid

git clone --quiet "$here" "$work/hooks"
git -C "$work/hooks" tag v-check
mkdir "$work/site" && cd "$work/site"
git init --quiet
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: $work/hooks
    rev: v-check
    hooks: [{id: newslint}]
YAML
"$precommit" install >/dev/null
printf '# A readme\n' >README.md
cp "$here/seeds/clean.md" story.md
git add -A
git commit --quiet --message "clean" >"$work/clean.log" 2>&1 || { cat "$work/clean.log"; exit 1; }

cp "$here/seeds/night-train.txt" .
git add -A
if git commit --quiet --message "broken" >"$work/broken.log" 2>&1; then
    echo "pre-commit let a broken article pass"; exit 1
fi
grep --quiet 'night-train.txt:24:1 FM005' "$work/broken.log" || { cat "$work/broken.log"; exit 1; }
if grep --quiet 'README.md' "$work/broken.log"; then cat "$work/broken.log"; exit 1; fi

# The fixing hook mends the file, and stops the commit so that somebody looks at it; the next one passes.
sed -i.bak 's/id: newslint}/id: newslint-fix}/' .pre-commit-config.yaml && rm .pre-commit-config.yaml.bak
git rm --quiet --force night-train.txt
printf -- '---\ntitle:  "The clinic\xc3\xa2\xe2\x82\xac\xe2\x84\xa2s hours" # as printed\n---\n' >mended.md
printf -- '---\ntitle:  "The clinic\xe2\x80\x99s hours" # as printed\n---\n' >"$work/expected.md"
git add -A
if git commit --quiet --message "fixable" >"$work/fix.log" 2>&1; then
    echo "pre-commit let a file pass that a hook had changed"; exit 1
fi
cmp mended.md "$work/expected.md" || { cat "$work/fix.log"; exit 1; }
git add -A
git commit --quiet --message "fixed" >"$work/fixed.log" 2>&1 || { cat "$work/fixed.log"; exit 1; }
cp "$here/seeds/night-train.txt" .

# `try-repo` is how people look at hooks before they adopt them.
"$precommit" try-repo "$work/hooks" newslint --files story.md >"$work/try.log" 2>&1 || { cat "$work/try.log"; exit 1; }
if "$precommit" try-repo "$work/hooks" newslint --files night-train.txt >"$work/try.log" 2>&1; then
    echo "try-repo let a broken article pass"; exit 1
fi
echo "pre-commit: a clean commit passes, a broken one is stopped, a fixable one is mended"
