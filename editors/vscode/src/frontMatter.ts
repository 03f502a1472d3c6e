/** Which documents are worth a server: those that begin with front matter. */

/** Whether a text begins with a fence of YAML, TOML or JSON front matter. */
export function hasFrontMatter(text: string): boolean {
  return /^\uFEFF?(?:---(?:json|toml|yaml)?[ \t]*\r?\n|\+\+\+[ \t]*\r?\n|\{[ \t]*\r?\n)/.test(text);
}
