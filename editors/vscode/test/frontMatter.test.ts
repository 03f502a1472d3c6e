import assert from "node:assert/strict";
import { test } from "node:test";
import { hasFrontMatter } from "../src/frontMatter";

test("front matter begins with its fence", () => {
  for (const text of ["---\ntitle: A\n", "\uFEFF---\r\n", "+++\n", "---json\n", "--- \n", "{\n", "---toml\n"]) {
    assert.equal(hasFrontMatter(text), true, JSON.stringify(text));
  }
});

test("what only looks like a fence is none", () => {
  for (const text of ["", "# A\n", "\n---\n", "----\n", "---", "-- \n", "{{ page }}\n", "+++x\n", "a\n---\n"]) {
    assert.equal(hasFrontMatter(text), false, JSON.stringify(text));
  }
});
