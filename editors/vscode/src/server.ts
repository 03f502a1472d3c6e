/** Starts `newslint server`, and keeps what it says before it ends. */

import { spawn, type ChildProcess } from "node:child_process";

const MOST_KEPT = 4000; // characters
const PATIENCE = 2000; // milliseconds between the end of its output and its own

/** The status with which newslint says why it can't work; to start it anew would end the same way. */
export const REFUSED = 2;

export interface End {
  readonly status: number | null | undefined;
  readonly words: string;
}

/** One run of the server. */
export class Run {
  private said = "";
  private ended: Promise<number | null> = Promise.resolve(null);

  constructor(
    readonly program: string,
    private readonly commandLine: readonly string[],
    private readonly folder: string | undefined,
  ) {}

  /** Start it. The promise fails where the system can't run the program. */
  start(): Promise<ChildProcess> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, ["server", ...this.commandLine], {
        cwd: this.folder,
        env: { ...process.env, PYTHONUTF8: "1" },
      });
      child.stderr.on("data", (data: Buffer) => {
        this.said = (this.said + data.toString("utf8")).slice(-MOST_KEPT);
      });
      this.ended = new Promise((end) => {
        child.once("close", end);
        child.once("error", () => end(null));
      });
      child.once("error", reject);
      child.once("spawn", () => resolve(child));
    });
  }

  /**
   * How it ended, and its last words. Asked when its output is closed, so it is about to end; a status of
   * undefined says that it goes on all the same, and null that a signal ended it or that it never ran.
   */
  async end(): Promise<End> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), PATIENCE);
    });
    const status = await Promise.race([this.ended, late]);
    clearTimeout(timer);
    return { status, words: lastLine(this.said) };
  }
}

/** The last line that says something. */
export function lastLine(text: string): string {
  return text.trimEnd().split(/\r?\n/).at(-1)?.trim() ?? "";
}
