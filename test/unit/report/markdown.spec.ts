import assert from "node:assert/strict";
import { markdownReport } from "../../../provider/src/report/markdown";
import { hostile, refusedByRole, reported } from "./reportFixture";

/** The lines of a section, its title included. */
function sectionOf(text: string, title: string): string[] {
    const lines = text.split("\n");
    const from = lines.indexOf(title);
    assert.ok(from >= 0, `no ${title} in ${text}`);
    const rest = lines.slice(from + 1);
    const end = rest.findIndex((line) => line.startsWith("#"));
    return rest.slice(0, end < 0 ? undefined : end).filter((line) => line !== "");
}

describe("the report in Markdown", () => {
    it("has the counts as a bar and a table, the failures by reason and by line, and what to do next", () => {
        const text = markdownReport([reported()]);

        assert.deepEqual(text.split("\n").slice(0, 10), [
            "## User import eu-west-1&#95;AbCdEfGhI/import-AbCdEfGhIj: Succeeded",
            "",
            `${"🟩".repeat(15)}${"🟦".repeat(6)}${"🟥".repeat(4)}`,
            "",
            "|  | Users | Share | Meaning |",
            "| --- | ---: | ---: | --- |",
            "| 🟩 Imported | 10 | 58.8% | Cognito made these users |",
            "| 🟦 Skipped | 4 | 23.5% | They were in the pool already |",
            "| 🟥 Failed | 3 | 17.6% | Cognito refused these rows |",
            "",
        ]);
        assert.deepEqual(sectionOf(text, "### Why rows failed"), [
            "| Reason | Users | Lines |",
            "| --- | ---: | --- |",
            "| The phone number is invalid. | 2 | 3, 9 |",
            "| The e-mail address is missing. | 1 | 7 |",
            "<details>",
            "<summary>By line, 3</summary>",
            "| Line | Reason |",
            "| ---: | --- |",
            "| 3 | The phone number is invalid. |",
            "| 7 | The e-mail address is missing. |",
            "| 9 | The phone number is invalid. |",
            "</details>",
        ]);
        const steps = sectionOf(text, "### What to do next");
        assert.deepEqual(
            steps.map((step) => step.split(" ").slice(0, 4).join(" ")),
            ["- Correct the failed", "- Skipped users were", "- Imported users without"],
        );
        assert.ok(steps.every((step) => /See \[[^\]]+\]\(https:\/\/\S+\)\.$/.test(step)));
    });

    it("shows each outcome with one cell at least, and says so where there are no rows", () => {
        const bar = (counts: Parameters<typeof reported>[0]): string =>
            markdownReport([reported(counts)]).split("\n")[2] ?? "";

        assert.equal(bar({ importedUsers: 400_000, skippedUsers: 0, failedUsers: 1 }), `${"🟩".repeat(24)}🟥`);
        assert.equal(bar({ importedUsers: 0, skippedUsers: 0, failedUsers: 0 }), "No rows.");
        assert.match(
            markdownReport([reported({ importedUsers: 399_999, skippedUsers: 0, failedUsers: 1 })]),
            /Imported \| 399,999 \| 99\.9% .*\n.*\n.* Failed \| 1 \| 0\.1%/,
        );
    });

    it("names ten lines of a reason at most, without separators of thousands, which would look like more lines", () => {
        const reason = "The phone number is invalid.";
        const failures = Array.from({ length: 12 }, (_, index) => ({ line: 1000 + index, reason }));
        const text = markdownReport([
            reported({ failedUsers: 12_000, failures, reasons: [{ reason, users: 12_000 }] }),
        ]);

        const lines = "1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009 and 11,990 more";
        assert.ok(sectionOf(text, "### Why rows failed").includes(`| ${reason} | 12,000 | ${lines} |`));
        assert.match(text, /<summary>By line, the first 12<\/summary>\n\n.*\n.*\n\| 1000 \|/);
    });

    it("says of a job that failed for its role what AWS says and what the role needs", () => {
        const text = markdownReport([refusedByRole]);

        assert.match(text, /^## User import .*: Failed$/m);
        assert.match(text, /^AWS says: The role cannot be assumed\.$/m);
        const [first = "", second = ""] = sectionOf(text, "### What to do next");
        assert.match(first, /^- AWS cannot restart a job\. Correct the cause, then run `pulumi up`/);
        assert.match(second, /^- Check that arn:aws:iam::123456789012:role\/logs exists, .*sts:AssumeRole/);
        assert.ok(!text.includes("Why rows failed"));
    });

    it("says what is missing where the log cannot be read, and what lets it be read", () => {
        const hint = "The list of failed rows could not be read from CloudWatch Logs. This needs logs:GetLogEvents.";
        const text = markdownReport([reported({ failures: [], reasons: [], hint })]);

        assert.deepEqual(sectionOf(text, "### Why rows failed"), [`> ${hint}`]);
        assert.ok(sectionOf(text, "### What to do next").some((line) => line.includes("let the log be read")));
    });

    it("lists the jobs of an import with several", () => {
        const { jobs, ...rest } = reported();
        const text = markdownReport([{ ...rest, jobs: jobs.flatMap((job) => [job, { ...job, jobId: "import-2" }]) }]);

        assert.deepEqual(sectionOf(text, "### Jobs"), [
            "| Job | Status | Imported | Skipped | Failed |",
            "| --- | --- | ---: | ---: | ---: |",
            "| import-AbCdEfGhIj | Succeeded | 10 | 4 | 3 |",
            "| import-2 | Succeeded | 10 | 4 | 3 |",
        ]);
    });

    it("shows hostile texts as they are: none becomes HTML, Markdown, a link, a mention or another row", () => {
        const text = markdownReport([
            reported(
                {
                    title: hostile,
                    status: hostile,
                    hint: hostile,
                    failures: [{ line: 3, reason: hostile }],
                    reasons: [{ reason: hostile, users: 3 }],
                },
                { completionMessage: hostile },
            ),
        ]);
        const plain = markdownReport([
            reported({ hint: "x", failures: [{ line: 3, reason: "x" }] }, { completionMessage: "x" }),
        ]);

        for (const active of [
            "<script",
            "`code",
            "**bold",
            "](https://evil",
            "https://evil",
            "@all",
            "&lt;",
            "$x$",
            "\\|",
        ]) {
            assert.ok(!text.includes(active), active);
        }
        assert.equal(text.split("\n").filter((line) => line.startsWith("#")).length, 3);
        const row = text.split("\n").find((line) => line.startsWith("| 3 |")) ?? "";
        assert.equal(row.split("|").length, 4);
        assert.ok(text.split("\n").length <= plain.split("\n").length);
        assert.ok(row.includes("&#64;&#8203;all"), "a mention is found after entities are decoded");
        const shown = row
            .replaceAll("&#8203;", "")
            .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
        assert.equal(shown, `| 3 | ${hostile.replaceAll("\n", " ")} |`);
    });
});
