/** Connects VS Code with `newslint server`. */

import { accessSync, constants, statSync } from "node:fs";
import * as vscode from "vscode";
import {
  CloseAction,
  LanguageClient,
  type CloseHandlerResult,
  type ErrorHandler,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import { find, type Machine } from "./find";
import { hasFrontMatter } from "./frontMatter";
import { REFUSED, Run } from "./server";

/** The files that newslint reads by itself, and its configuration. */
const SELECTOR = [
  { scheme: "file", pattern: "**/*.{md,markdown,mdx,mdoc,qmd,rmd,txt,html,njk,liquid,adoc,org,rst}" },
  { scheme: "file", pattern: "**/{newslint,pyproject}.toml" },
];
const CONFIGURATION = "**/newslint.toml";
const BEGINNING = 5; // lines, more than a fence needs

const MACHINE: Machine = {
  platform: process.platform,
  environment: process.env,
  isProgram(file) {
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  },
};

let client: Client | undefined;
let log: vscode.LogOutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel("newslint", { log: true });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("newslint.restart", restart),
    vscode.commands.registerCommand("newslint.showLog", () => log.show()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      const matters = ["newslint.path", "newslint.arguments"].some((name) => change.affectsConfiguration(name));
      if (matters && client !== undefined) {
        await restart();
      }
    }),
  );
  if (vscode.workspace.textDocuments.some(isArticle) || (await isConfigured())) {
    void start(); // the commands are there while it begins, or can't
    return;
  }
  const waiting = vscode.workspace.onDidOpenTextDocument(async (document) => {
    if (isArticle(document)) {
      waiting.dispose();
      await start();
    }
  });
  context.subscriptions.push(waiting);
}

export async function deactivate(): Promise<void> {
  await stop();
}

function isArticle(document: vscode.TextDocument): boolean {
  const beginning = new vscode.Range(0, 0, BEGINNING, 0);
  return vscode.languages.match(SELECTOR, document) > 0 && hasFrontMatter(document.getText(beginning));
}

async function isConfigured(): Promise<boolean> {
  return (await vscode.workspace.findFiles(CONFIGURATION, "**/node_modules/**", 1)).length > 0;
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

async function stop(): Promise<void> {
  const stopping = client;
  client = undefined;
  // One that never started, or has ended, can't be stopped.
  await stopping?.dispose().catch((error: unknown) => log.warn(String(error)));
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("newslint");
  const folders = (vscode.workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === "file")
    .map((folder) => folder.uri.fsPath);
  const setting = settings.get<string>("path", "");
  const found = find(setting, folders, MACHINE);
  if ("lookedIn" in found) {
    log.error(`There is no newslint in any of these places:\n${found.lookedIn.join("\n")}`);
    await complain(
      setting === ""
        ? "newslint was not found. Install it with: pip install 'newslint[server]'"
        : `There is no newslint at ${setting}, which the setting newslint.path names.`,
    );
    return;
  }
  log.info(`Starting ${found.program} server`);
  const run = new Run(found.program, settings.get<string[]>("arguments", []), folders[0]);
  const made: Client = new Client(run, {
    documentSelector: SELECTOR,
    outputChannel: log,
    diagnosticCollectionName: "newslint",
    errorHandler: {
      error: (...how) => made.usual.error(...how),
      closed: () => made.closed(),
    },
    initializationFailedHandler: () => false,
  });
  client = made;
  await made.begin();
}

/**
 * The client of the library, which tells in its own words why a server could not begin.
 *
 * The library starts a server again after a crash, but not where newslint says why it can't work, and
 * not one that never worked: that would end the same way.
 */
class Client extends LanguageClient {
  readonly usual: ErrorHandler;
  private hasWorked = false;
  private isTold = false;

  constructor(
    private readonly run: Run,
    options: LanguageClientOptions,
  ) {
    super("newslint", "newslint", () => run.start(), options);
    this.usual = this.createDefaultErrorHandler();
  }

  async begin(): Promise<void> {
    try {
      await this.start();
      this.hasWorked = true;
    } catch (error) {
      await this.tellWhy(String(error));
    }
  }

  async closed(): Promise<CloseHandlerResult> {
    const { status } = await this.run.end();
    if (this.hasWorked && status !== REFUSED) {
      return this.usual.closed();
    }
    void this.tellWhy("it ended");
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  /** What the library says of a server that never worked goes to the log. */
  override error(message: string, data?: unknown, notify?: boolean | "force"): void {
    super.error(message, data, this.hasWorked ? (notify ?? true) : false);
  }

  private async tellWhy(otherwise: string): Promise<void> {
    const { status, words } = await this.run.end();
    if (!this.isTold && client === this) {
      this.isTold = true;
      await complain(status === REFUSED ? words : `${this.run.program} did not start: ${words || otherwise}`);
    }
  }
}

async function complain(message: string): Promise<void> {
  log.error(message);
  const answer = await vscode.window.showErrorMessage(message, "Open Settings", "Show Log");
  if (answer === "Open Settings") {
    await vscode.commands.executeCommand("workbench.action.openSettings", "newslint");
  } else if (answer === "Show Log") {
    log.show();
  }
}
