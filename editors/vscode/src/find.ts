/** Finds newslint: in the settings, in a folder's virtual environment, on the PATH. */

import * as path from "node:path";

/** What the search knows of the machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether there is a file that can be run at a path. */
  isProgram(file: string): boolean;
}

/** What was found, or where it was looked for. */
export type Found = { readonly program: string } | { readonly lookedIn: readonly string[] };

const ENVIRONMENTS = [".venv", "venv", "env"];

/**
 * Find the newslint to run.
 *
 * @param setting What the user names: a path, or the name of a command. Empty where they don't.
 * @param folders The folders of the window, the first one first.
 */
export function find(setting: string, folders: readonly string[], machine: Machine): Found {
  const paths = machine.platform === "win32" ? path.win32 : path.posix;
  const wanted = setting.trim().replaceAll("${workspaceFolder}", folders[0] ?? "");
  const places = wanted === "" ? everywhere(folders, machine) : named(wanted, folders, machine);
  for (const place of places) {
    for (const suffix of suffixes(machine, place, paths)) {
      if (machine.isProgram(place + suffix)) {
        return { program: place + suffix };
      }
    }
  }
  return { lookedIn: places };
}

/** The places of a newslint that nobody named. */
function everywhere(folders: readonly string[], machine: Machine): string[] {
  const inFolders = folders.flatMap((folder) =>
    ENVIRONMENTS.map((name) => programOf(`${folder}/${name}`, machine)),
  );
  const active = machine.environment["VIRTUAL_ENV"];
  return [...inFolders, ...(active ? [programOf(active, machine)] : []), ...onPath("newslint", machine)];
}

/** The places that a setting may mean: a path of its own or below a folder, or a command on the PATH. */
function named(wanted: string, folders: readonly string[], machine: Machine): string[] {
  const paths = machine.platform === "win32" ? path.win32 : path.posix;
  if (wanted.startsWith("~/")) {
    const home = machine.environment["HOME"] ?? machine.environment["USERPROFILE"];
    return home === undefined ? [wanted] : [paths.join(home, wanted.slice(2))];
  }
  if (paths.isAbsolute(wanted)) {
    return [wanted];
  }
  return paths.basename(wanted) === wanted
    ? onPath(wanted, machine)
    : folders.map((folder) => paths.join(folder, wanted));
}

/** Where a virtual environment keeps newslint. */
function programOf(environment: string, machine: Machine): string {
  return machine.platform === "win32"
    ? path.win32.join(environment, "Scripts", "newslint")
    : path.posix.join(environment, "bin", "newslint");
}

/** Where a command may lie. A relative entry of the PATH is none: it would mean another folder each time. */
function onPath(name: string, machine: Machine): string[] {
  const paths = machine.platform === "win32" ? path.win32 : path.posix;
  const entries = machine.environment["PATH"] ?? machine.environment["Path"] ?? "";
  return entries
    .split(paths.delimiter)
    .filter((entry) => paths.isAbsolute(entry))
    .map((entry) => paths.join(entry, name));
}

/** What a system puts behind the name of a program. A script for a shell can't be started without one. */
function suffixes(machine: Machine, place: string, paths: path.PlatformPath): string[] {
  return machine.platform === "win32" && paths.extname(place) === "" ? [".exe"] : [""];
}
