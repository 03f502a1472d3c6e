"use strict";
// Shows, filters and pages the findings. The state of the filters is the fragment of the address, so that a
// link such as #rule=TXT001&severity=error opens them. Text from articles is only ever set as text.
(() => {
  const PER_PAGE = 50;
  const MOST_PRINTED = 1000;
  const SEVERITIES = ["error", "warning", "info"];
  const SAFETIES = ["", "safe", "unsafe"];
  const KEYS = ["q", "file", "rule", "publisher", "collection", "severity", "fixable", "order", "page"];

  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const text = (index) => data.strings[index];

  // ---- the findings -------------------------------------------------------------------------------------

  const files = data.files.map(([name, publisher, collection, headline]) => ({
    name: text(name),
    folded: text(name).toLowerCase(),
    publisher: text(publisher),
    collection: text(collection),
    headline: text(headline),
  }));

  const findings = data.findings.map((row) => {
    const [code, name, severity, message, file, place, path, help, fix, safety, rows, related] = row;
    return {
      code: text(code), name: text(name), severity: SEVERITIES[severity], message, file: files[file], place,
      path, help, fix, safety: SAFETIES[safety], rows, related,
    };
  });

  const sourceOf = (finding) => finding.rows.map((row) => row.slice(2).map(text).join("")).join("\n");

  let haystacks = null; // made when somebody is about to search: it takes as much memory as all text together
  const prepareSearch = () => {
    haystacks = haystacks ?? findings.map((finding) =>
      [
        finding.code, finding.name, text(finding.message), finding.file.name, text(finding.path),
        text(finding.help), finding.file.publisher, finding.file.headline, sourceOf(finding),
      ].join("\n").toLowerCase());
  };

  let fileOrder = null;
  const ordered = (order) => {
    if (order !== "file") return findings.keys();
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    fileOrder = fileOrder ??
      [...findings.keys()].sort((a, b) => compare(findings[a].file.name, findings[b].file.name));
    return fileOrder;
  };

  // ---- filters ------------------------------------------------------------------------------------------

  const tests = (state) => {
    const wanted = [];
    const severities = state.severity.split(",").filter(Boolean);
    if (severities.length) wanted.push((finding) => severities.includes(finding.severity));
    if (state.rule) wanted.push((finding) => finding.code === state.rule);
    if (state.publisher) wanted.push((finding) => finding.file.publisher === state.publisher);
    if (state.collection) wanted.push((finding) => finding.file.collection === state.collection);
    if (state.fixable) wanted.push((finding) => finding.safety !== "");
    if (state.file) {
      const part = state.file.trim().toLowerCase();
      wanted.push((finding) => finding.file.folded.includes(part));
    }
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length) {
      prepareSearch();
      wanted.push((_, index) => words.every((word) => haystacks[index].includes(word)));
    }
    return wanted;
  };

  const select = (state) => {
    const wanted = tests(state);
    const found = [];
    for (const index of ordered(state.order)) {
      if (wanted.every((test) => test(findings[index], index))) found.push(findings[index]);
    }
    return found;
  };

  // ---- drawing ------------------------------------------------------------------------------------------

  const list = byId("list");
  const blank = byId("blank").content.firstElementChild;
  const blankRow = blank.querySelector(".row");

  const setWithCode = (node, words) => {
    const parts = words.split(/`([^`]+)`/).map((part, number) => {
      if (number % 2 === 0) return part;
      const code = document.createElement("code");
      code.textContent = part;
      return code;
    });
    node.replaceChildren(...parts);
  };

  const drawRow = ([sign, label, ...parts]) => {
    const row = blankRow.cloneNode(true);
    const kind = { "": ["", ""], "-": ["before", "Before the fix: "], "+": ["after", "After the fix: "] }[text(sign)];
    if (kind[0]) row.classList.add(kind[0]);
    row.querySelector(".label").textContent = text(label);
    row.querySelector(".sign").textContent = text(sign);
    row.querySelector(".kind").textContent = kind[1];
    row.querySelector(".text").replaceChildren(...parts.map((part, number) => {
      if (number % 2 === 0) return text(part);
      const mark = document.createElement("mark");
      mark.textContent = text(part);
      return mark;
    }));
    return row;
  };

  const SUMMARIES = { "": "Help", safe: "Help and fix", unsafe: "Help and unsafe fix" };

  const draw = (finding) => {
    const item = blank.cloneNode(true);
    const part = (name) => item.querySelector(name);
    item.classList.add(finding.severity);
    const badge = part(".badge");
    badge.classList.add(finding.severity);
    badge.textContent = finding.severity[0].toUpperCase() + finding.severity.slice(1);
    for (const link of item.querySelectorAll("a.rule")) {
      link.href = `#rule-${finding.code}`;
      link.textContent = `${finding.code} ${finding.name}`;
    }
    part(".file").textContent = finding.file.name;
    part(".at").textContent = text(finding.place);
    part(".headline").textContent = finding.file.headline;
    part(".headline").hidden = !finding.file.headline;
    setWithCode(part(".message bdi"), text(finding.message));
    part(".source").replaceChildren(...finding.rows.map(drawRow));
    part("summary").textContent = SUMMARIES[finding.safety];
    setWithCode(part(".help"), text(finding.help));
    setWithCode(part(".fix"), text(finding.fix));
    part(".safety").textContent = finding.safety;
    part(".path").textContent = text(finding.path);
    part(".related").replaceChildren(...finding.related.map((line) => {
      const entry = document.createElement("li");
      entry.textContent = text(line);
      return entry;
    }));
    part(".help-part").hidden = !finding.help;
    part(".fix-part").hidden = !finding.safety;
    part(".path-part").hidden = !finding.path;
    part(".related-part").hidden = !finding.related.length;
    return item;
  };

  // ---- as a table for other programs ---------------------------------------------------------------------

  const COLUMNS = {
    File: (finding) => finding.file.name,
    Headline: (finding) => finding.file.headline,
    Publisher: (finding) => finding.file.publisher,
    Collection: (finding) => finding.file.collection,
    Line: (finding) => text(finding.place).split(":")[0],
    Column: (finding) => text(finding.place).split(":")[1],
    Severity: (finding) => finding.severity,
    Code: (finding) => finding.code,
    Rule: (finding) => finding.name,
    Field: (finding) => text(finding.path),
    Message: (finding) => text(finding.message),
    Help: (finding) => text(finding.help),
    Fix: (finding) => finding.safety,
  };

  // A spreadsheet takes what begins with one of these for a formula, and articles are strangers' text.
  const cell = (value) => `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

  const asCsv = (chosen) => {
    const rows = chosen.map((finding) => Object.values(COLUMNS).map((column) => column(finding)));
    return [Object.keys(COLUMNS), ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  };

  const save = () => {
    // The mark at the start tells Excel that this is UTF-8.
    const blob = new Blob(["\ufeff", asCsv(shown)], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "newslint.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  // ---- the page -----------------------------------------------------------------------------------------

  const form = byId("filters");
  let state = Object.fromEntries(KEYS.map((key) => [key, ""]));
  let shown = [];

  const number = (value) => value.toLocaleString("en");
  const pages = () => Math.max(Math.ceil(shown.length / PER_PAGE), 1);
  const page = () => Math.min(Math.max(parseInt(state.page, 10) || 1, 1), pages());

  const drawFrom = (start, most) => {
    const drawn = shown.slice(start, start + most);
    list.replaceChildren(...drawn.map(draw));
    // Where not all are listed, an entry may stand for many.
    const nouns = byId("partial") ? ["entry", "entries"] : ["finding", "findings"];
    const noun = nouns[shown.length === 1 ? 0 : 1];
    const end = start + drawn.length;
    const range = drawn.length < shown.length ? `${number(start + 1)}\u2013${number(end)} of ` : "";
    const all = shown.length < findings.length ? `, filtered from ${number(findings.length)}` : "";
    byId("count").textContent = `${range}${number(shown.length)} ${noun}${all}`;
  };

  const drawPage = () => {
    drawFrom((page() - 1) * PER_PAGE, PER_PAGE);
    byId("none").hidden = shown.length > 0;
    byId("pager").hidden = pages() === 1;
    byId("page").textContent = `Page ${number(page())} of ${number(pages())}`;
    byId("previous").disabled = page() === 1;
    byId("next").disabled = page() === pages();
  };

  const update = () => {
    shown = select(state);
    drawPage();
  };

  const remember = () => {
    const kept = new URLSearchParams(KEYS.filter((key) => state[key]).map((key) => [key, state[key]]));
    try {
      history.replaceState(null, "", `#${kept}`);
    } catch {
      // In a sandbox there is no history, and some browsers limit it; the filters work all the same.
    }
  };

  const readForm = () => {
    const given = new FormData(form);
    for (const key of KEYS) state[key] = given.getAll(key).join(",");
  };

  const writeForm = () => {
    const severities = state.severity.split(",");
    for (const field of form.elements) {
      if (field.name === "severity") field.checked = severities.includes(field.value);
      else if (field.type === "checkbox") field.checked = Boolean(state[field.name]);
      else if (field.name) field.value = state[field.name];
    }
    // A value that the list of choices doesn't have leaves it without one.
    for (const choice of form.querySelectorAll("select")) {
      if (choice.selectedIndex < 0) {
        choice.selectedIndex = 0;
        state[choice.name] = "";
      }
    }
  };

  const showOnly = (given) => {
    for (const key of KEYS) state[key] = given.get(key) ?? "";
    writeForm();
    update();
  };

  const readAddress = () => showOnly(new URLSearchParams(location.hash.slice(1)));

  const change = () => {
    readForm();
    remember();
    update();
  };

  const turn = (by) => {
    state.page = String(page() + by);
    remember();
    drawPage();
    goToFindings();
  };

  const goToFindings = () => {
    byId("findings-title").focus({ preventScroll: true });
    byId("findings").scrollIntoView();
  };

  const openRule = () => {
    const rule = location.hash.startsWith("#rule-") && byId(location.hash.slice(1));
    if (!rule) return;
    rule.open = true;
    rule.scrollIntoView();
    rule.querySelector("summary").focus({ preventScroll: true });
  };

  form.addEventListener("input", change);
  byId("q").addEventListener("focus", prepareSearch);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    // The fields would be empty only after the event.
    event.preventDefault();
    showOnly(new URLSearchParams());
    remember();
  });
  document.querySelector("#none .reset").addEventListener("click", () => form.reset());
  byId("export").addEventListener("click", save);
  byId("previous").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));

  addEventListener("hashchange", () => {
    if (location.hash.includes("=")) {
      readAddress();
      goToFindings();
    } else {
      openRule();
    }
  });

  let opened = []; // what is unfolded only for the printer

  const unfold = () => {
    drawFrom(0, MOST_PRINTED);
    opened = [...document.querySelectorAll("details.numbers:not([open], .of-chart), #list details")];
    for (const details of opened) details.open = true;
  };

  const fold = () => {
    for (const details of opened) details.open = false;
    drawPage();
  };

  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);

  form.hidden = false;
  readAddress();
  openRule();
})();
