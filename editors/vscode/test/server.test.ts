import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { lastLine, Run } from "../src/server";

/** Let a script play newslint, to its end. */
async function played(script: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "newslint-"));
  try {
    const program = join(folder, "newslint");
    writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const run = new Run(program, ["--verbose", "a b"], folder);
    await run.start().then((child) => once(child, "close"));
    return run;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const skip = process.platform === "win32" ? "the scripts are written for a shell" : false;

test("how it ended is told with its last line", { skip }, async () => {
  const refused = await played("echo other >&2; echo 'newslint: install it' >&2; exit 2");
  assert.deepEqual(await refused.end(), { status: 2, words: "newslint: install it" });
  const silent = await played("exit 0");
  assert.deepEqual(await silent.end(), { status: 0, words: "" });
  const killed = await played("echo trouble >&2; kill -9 $$");
  assert.deepEqual(await killed.end(), { status: null, words: "trouble" });
});

test("it is asked for a server, with the arguments", { skip }, async () => {
  const run = await played('for word; do printf "<%s>" "$word" >&2; done; exit 2');
  assert.equal((await run.end()).words, "<server><--verbose><a b>");
});

test("what can't be run is an error, and has ended", async () => {
  const run = new Run("/no/such/program", [], undefined);
  await assert.rejects(run.start(), /ENOENT/);
  assert.deepEqual(await run.end(), { status: null, words: "" });
});

test("the last line is the one that says something", () => {
  assert.equal(lastLine("one\r\n two \n\n"), "two");
  assert.equal(lastLine(""), "");
});
