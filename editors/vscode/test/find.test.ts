import assert from "node:assert/strict";
import { test } from "node:test";
import { find, type Machine } from "../src/find";

function machine(programs: string[], more: Partial<Machine> = {}): Machine {
  return {
    platform: "linux",
    environment: { PATH: "/usr/local/bin:/usr/bin", HOME: "/home/ada" },
    isProgram: (file) => programs.includes(file),
    ...more,
  };
}

const WINDOWS = { platform: "win32", environment: { Path: "C:\\tools;tools" } } as const;

test("the environment of a folder wins over the PATH", () => {
  const here = machine(["/site/.venv/bin/newslint", "/usr/bin/newslint"]);
  assert.deepEqual(find("", ["/site"], here), { program: "/site/.venv/bin/newslint" });
});

test("folders are searched in their order, each with all names of environments", () => {
  const here = machine(["/one/env/bin/newslint", "/two/.venv/bin/newslint"]);
  assert.deepEqual(find("", ["/one", "/two"], here), { program: "/one/env/bin/newslint" });
  assert.deepEqual(find("", ["/two", "/one"], here), { program: "/two/.venv/bin/newslint" });
});

test("the active environment comes before the PATH, whose order counts", () => {
  const environment = { PATH: "/a:/b", VIRTUAL_ENV: "/active" };
  const all = machine(["/active/bin/newslint", "/a/newslint", "/b/newslint"], { environment });
  assert.deepEqual(find("", [], all), { program: "/active/bin/newslint" });
  const some = machine(["/b/newslint", "/a/newslint"], { environment });
  assert.deepEqual(find("", [], some), { program: "/a/newslint" });
});

test("a place on the PATH that depends on the folder is none", () => {
  const here = machine(["bin/newslint", "/site/newslint"], { environment: { PATH: "bin:.:" } });
  assert.deepEqual(find("", [], here), { lookedIn: [] });
});

test("what is named is taken, or nothing", () => {
  const here = machine(["/opt/newslint", "/usr/bin/newslint", "/usr/bin/nl", "/site/bin/nl", "/home/ada/nl"]);
  assert.deepEqual(find("/opt/newslint", ["/site"], here), { program: "/opt/newslint" });
  assert.deepEqual(find(" nl ", ["/site"], here), { program: "/usr/bin/nl" });
  assert.deepEqual(find("bin/nl", ["/blog", "/site"], here), { program: "/site/bin/nl" });
  assert.deepEqual(find("${workspaceFolder}/bin/nl", ["/site", "/blog"], here), { program: "/site/bin/nl" });
  assert.deepEqual(find("~/nl", ["/site"], here), { program: "/home/ada/nl" });
  assert.deepEqual(find("/none/newslint", ["/site"], here), { lookedIn: ["/none/newslint"] });
});

test("where it was looked for is told", () => {
  assert.deepEqual(find("", ["/site"], machine([])), {
    lookedIn: [
      "/site/.venv/bin/newslint",
      "/site/venv/bin/newslint",
      "/site/env/bin/newslint",
      "/usr/local/bin/newslint",
      "/usr/bin/newslint",
    ],
  });
});

test("Windows has other places, and programs end in .exe", () => {
  const here = machine(["C:\\site\\venv\\Scripts\\newslint.exe", "C:\\tools\\newslint.exe"], WINDOWS);
  assert.deepEqual(find("", ["C:\\site"], here), { program: "C:\\site\\venv\\Scripts\\newslint.exe" });
  assert.deepEqual(find("", ["C:\\blog"], here), { program: "C:\\tools\\newslint.exe" });
  assert.deepEqual(find("C:\\tools\\newslint.exe", [], here), { program: "C:\\tools\\newslint.exe" });
  assert.deepEqual(find("newslint", [], machine(["C:\\tools\\newslint"], WINDOWS)), {
    lookedIn: ["C:\\tools\\newslint"],
  });
});
