#!/usr/bin/env bash
# Builds the wheel and uses it from outside the source tree, in an environment that holds nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:?usage: check_wheel.sh PYTHON}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m build --outdir "$work/dist" . >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$work"/dist/*.whl
cp -r seeds "$work/seeds"
cd "$work"
venv/bin/newslint --version
venv/bin/newslint check seeds/clean.md
status=0
venv/bin/newslint check seeds --output-format json >report.json || status=$?
test "$status" -eq 1
venv/bin/python - <<'PY'
import json, pathlib, newslint
folder = pathlib.Path(newslint.__file__).parent
assert "site-packages" in str(folder), folder
for name in ("article", "front-matter", "report"):
    assert (folder / "schemas" / f"{name}.schema.json").is_file(), name
assert (folder / "py.typed").is_file()
found = json.loads(pathlib.Path("report.json").read_text())["summary"]["by_code"]
assert "SCH001" in found and "TXT001" in found, found
print("the wheel works outside the source tree:", found)
PY
