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

test("why newslint refuses is its last line", { skip }, async () => {
  const run = await played("echo other >&2; echo 'newslint: install it' >&2; exit 2");
  assert.equal(await run.refusal(), "newslint: install it");
});

test("it is asked for a server, with the arguments", { skip }, async () => {
  const run = await played('for word; do printf "<%s>" "$word" >&2; done; exit 2');
  assert.equal(await run.refusal(), "<server><--verbose><a b>");
});

test("a crash is no refusal, and neither is an end", { skip }, async () => {
  assert.equal(await (await played("echo trouble >&2; exit 1")).refusal(), undefined);
  assert.equal(await (await played("echo bye >&2; exit 0")).refusal(), undefined);
  assert.equal(await (await played("kill -9 $$")).refusal(), undefined);
});

test("what can't be run is an error", async () => {
  await assert.rejects(new Run("/no/such/program", [], undefined).start(), /ENOENT/);
});

test("the last line is the one that says something", () => {
  assert.equal(lastLine("one\r\n two \n\n"), "two");
  assert.equal(lastLine(""), "");
});
