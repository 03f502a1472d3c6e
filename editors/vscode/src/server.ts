/** Starts `newslint server`, and keeps what it says before it ends. */

import { spawn, type ChildProcess } from "node:child_process";

const MOST_KEPT = 4000; // characters
const PATIENCE = 2000; // milliseconds between the end of its output and its own

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
   * Why it can't work, in its own words, if it said so and ended: newslint does with status 2.
   * To start it anew would end the same way. Asked when its output is closed, so it is about to end.
   */
  async refusal(): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), PATIENCE);
    });
    const status = await Promise.race([this.ended, late]);
    clearTimeout(timer);
    return status === 2 ? lastLine(this.said) : undefined;
  }
}

/** The last line that says something. */
export function lastLine(text: string): string {
  return text.trimEnd().split(/\r?\n/).at(-1)?.trim() ?? "";
}
