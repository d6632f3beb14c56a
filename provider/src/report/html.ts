import { formatCount } from "../messages";
import { type NextStep, nextSteps } from "./nextSteps";
import type { ReportedImport } from "./reportedImport";
import { reasonsWithLines, type Share, shareSentence, sharesOf } from "./sections";
import { style } from "./style";

/** The report as one HTML file: it loads nothing, runs no script, follows the reader's dark mode, and can be read aloud. */
export function htmlReport(imports: readonly ReportedImport[]): string {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>User import report</title>
<style>
${style}</style>
</head>
<body>
<main>
<h1>User import report</h1>
${imports.map(section).join("\n")}
</main>
</body>
</html>
`;
}

function section(reported: ReportedImport): string {
    const shares = sharesOf(reported);
    return [
        "<section>",
        `<h2>${escapeHtml(reported.title)}${reported.status === "" ? "" : ` <span class="status">${escapeHtml(reported.status)}</span>`}</h2>`,
        bar(shares),
        counts(shares),
        ...reported.jobs.flatMap(({ completionMessage }) =>
            completionMessage === undefined ? [] : [`<p>AWS says: ${escapeHtml(completionMessage)}</p>`],
        ),
        ...jobs(reported),
        ...failures(reported),
        ...steps(nextSteps(reported)),
        "</section>",
    ].join("\n");
}

function bar(shares: readonly Share[]): string {
    const parts = shares
        .filter(({ users }) => users > 0)
        .map(({ kind, users }) => `<span class="${kind}" style="flex-grow:${users}"></span>`);
    return `<div class="bar" role="img" aria-label="${escapeHtml(shareSentence(shares))}">${parts.join("")}</div>`;
}

function counts(shares: readonly Share[]): string {
    const rows = shares.map(
        ({ kind, label, users, percent, meaning }) =>
            `<tr><th scope="row"><span class="key ${kind}" aria-hidden="true"></span>${label}</th>` +
            `<td class="number">${formatCount(users)}</td><td class="number">${percent}</td><td>${meaning}</td></tr>`,
    );
    return table("Users by outcome", ["Outcome", "Users", "Share", "Meaning"], rows);
}

function jobs({ jobs }: ReportedImport): string[] {
    const rows = jobs.map(
        ({ jobId, status, importedUsers, skippedUsers, failedUsers }) =>
            `<tr><th scope="row">${escapeHtml(jobId)}</th><td>${escapeHtml(status)}</td>${[
                importedUsers,
                skippedUsers,
                failedUsers,
            ]
                .map((users) => `<td class="number">${formatCount(users)}</td>`)
                .join("")}</tr>`,
    );
    return jobs.length < 2
        ? []
        : ["<h3>Jobs</h3>", table("Jobs of this import", ["Job", "Status", "Imported", "Skipped", "Failed"], rows)];
}

function failures(reported: ReportedImport): string[] {
    const { failedUsers, failures, hint } = reported;
    if (failedUsers === 0) {
        return [];
    }
    const reasons = reasonsWithLines(reported).map(
        ({ reason, users, lines }) =>
            `<tr><td>${escapeHtml(reason)}</td><td class="number">${formatCount(users)}</td><td>${lines}</td></tr>`,
    );
    const lines = failures.map(
        ({ line, reason }) => `<tr><td class="number">${line}</td><td>${escapeHtml(reason)}</td></tr>`,
    );
    const first = failures.length < failedUsers ? "the first " : "";
    return [
        "<h3>Why rows failed</h3>",
        ...(hint === undefined ? [] : [`<p class="hint">${escapeHtml(hint)}</p>`]),
        ...(reasons.length === 0 ? [] : [table("Failed rows by reason", ["Reason", "Users", "Lines"], reasons)]),
        ...(lines.length === 0
            ? []
            : [
                  `<details><summary>By line, ${first}${formatCount(lines.length)}</summary>`,
                  table("Failed rows by line", ["Line", "Reason"], lines),
                  "</details>",
              ]),
    ];
}

function steps(steps: readonly NextStep[]): string[] {
    return steps.length === 0
        ? []
        : [
              "<h3>What to do next</h3>",
              "<ul>",
              ...steps.map(
                  ({ text, page }) => `<li>${withCode(text)} See <a href="${page.url}">${page.name}</a>.</li>`,
              ),
              "</ul>",
          ];
}

/** Heads of columns with numbers, which stand to the right. */
const numeric: ReadonlySet<string> = new Set(["Users", "Share", "Imported", "Skipped", "Failed", "Line"]);

function table(caption: string, heads: readonly string[], rows: readonly string[]): string {
    const head = heads
        .map((name) => `<th scope="col"${numeric.has(name) ? ' class="number"' : ""}>${name}</th>`)
        .join("");
    return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

/** A sentence of ours: what is between backticks is code. */
function withCode(text: string): string {
    return text
        .split("`")
        .map((part, index) => (index % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part)))
        .join("");
}

/** A text that is no HTML, in an element or an attribute. */
function escapeHtml(text: string): string {
    return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
