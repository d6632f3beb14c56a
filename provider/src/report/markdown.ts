import { formatCount } from "../messages";
import { type NextStep, nextSteps } from "./nextSteps";
import type { ReportedImport } from "./reportedImport";
import { cellsOf, reasonsWithLines, type Share, sharesOf } from "./sections";

const squares: Readonly<Record<Share["kind"], string>> = { imported: "🟩", skipped: "🟦", failed: "🟥", omitted: "⬜" };

const barCells = 25;

/** The report in Markdown as GitHub (job summaries too) and GitLab render it: tables, `details`, no HTML beside. */
export function markdownReport(imports: readonly ReportedImport[]): string {
    return `${imports.map(section).join("\n\n")}\n`;
}

function section(reported: ReportedImport): string {
    return [
        `## User import ${escapeMarkdown(reported.title)}${reported.status === "" ? "" : `: ${escapeMarkdown(reported.status)}`}`,
        bar(sharesOf(reported)),
        counts(sharesOf(reported)),
        ...messages(reported),
        ...jobs(reported),
        ...failures(reported),
        ...steps(nextSteps(reported)),
    ].join("\n\n");
}

function bar(shares: readonly Share[]): string {
    const cells = cellsOf(shares, barCells);
    const drawn = shares.map(({ kind }, index) => squares[kind].repeat(cells[index] ?? 0)).join("");
    return drawn === "" ? "No rows." : drawn;
}

function counts(shares: readonly Share[]): string {
    return table(
        ["", "Users", "Share", "Meaning"],
        ["---", "---:", "---:", "---"],
        shares.map(({ kind, label, users, percent, meaning }) => [
            `${squares[kind]} ${label}`,
            formatCount(users),
            percent,
            meaning,
        ]),
    );
}

/** What AWS says of the jobs. */
function messages({ jobs }: ReportedImport): string[] {
    return jobs.flatMap(({ completionMessage }) =>
        completionMessage === undefined ? [] : [`AWS says: ${escapeMarkdown(completionMessage)}`],
    );
}

function jobs({ jobs }: ReportedImport): string[] {
    return jobs.length < 2
        ? []
        : [
              `### Jobs\n\n${table(
                  ["Job", "Status", "Imported", "Skipped", "Failed"],
                  ["---", "---", "---:", "---:", "---:"],
                  jobs.map((job) => [
                      escapeMarkdown(job.jobId),
                      escapeMarkdown(job.status),
                      formatCount(job.importedUsers),
                      formatCount(job.skippedUsers),
                      formatCount(job.failedUsers),
                  ]),
              )}`,
          ];
}

function failures(reported: ReportedImport): string[] {
    const { failedUsers, failures, hint } = reported;
    if (failedUsers === 0) {
        return [];
    }
    const reasons = reasonsWithLines(reported).map(({ reason, users, lines }) => [
        escapeMarkdown(reason),
        formatCount(users),
        lines,
    ]);
    const lines = failures.map(({ line, reason }) => [String(line), escapeMarkdown(reason)]);
    return [
        "### Why rows failed",
        ...(hint === undefined ? [] : [`> ${escapeMarkdown(hint)}`]),
        ...(reasons.length === 0 ? [] : [table(["Reason", "Users", "Lines"], ["---", "---:", "---"], reasons)]),
        ...(lines.length === 0
            ? []
            : [
                  // GitHub and GitLab read Markdown in it after an empty line.
                  `<details>\n<summary>By line, ${lines.length < failedUsers ? "the first " : ""}${formatCount(lines.length)}</summary>\n\n` +
                      `${table(["Line", "Reason"], ["---:", "---"], lines)}\n\n</details>`,
              ]),
    ];
}

function steps(steps: readonly NextStep[]): string[] {
    return steps.length === 0
        ? []
        : [
              `### What to do next\n\n${steps
                  .map(({ text, page }) => `- ${withCode(text)} See [${page.name}](${page.url}).`)
                  .join("\n")}`,
          ];
}

function table(heads: readonly string[], rules: readonly string[], rows: readonly (readonly string[])[]): string {
    return [heads, rules, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A sentence of ours: what is between backticks is code, and nothing else is Markdown. */
function withCode(text: string): string {
    return text
        .split("`")
        .map((part, index) => (index % 2 === 1 ? `\`${part.replace(/\s+/g, " ")}\`` : escapeMarkdown(part, false)))
        .join("");
}

/**
 * A text in which nothing is Markdown, HTML, a link, a mention or a reference, on one line. GitHub and GitLab look for mentions and
 * references after they have decoded entities, so a zero-width space follows their signs.
 */
function escapeMarkdown(text: string, isWhole = true): string {
    const line = text.replace(/\s+/g, " ");
    return (isWhole ? line.trim() : line).replace(
        /[&<>|\\`*_[\](){}#~!@$%^"=+]|:(?=\/\/)|(?<=\bwww)\./gi,
        (sign, at: number, whole: string) =>
            `&#${sign.charCodeAt(0)};${/^[@#!$%~&]\w/.test(whole.slice(at, at + 2)) ? "&#8203;" : ""}`,
    );
}
