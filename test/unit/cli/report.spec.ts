import assert from "node:assert/strict";
import { formatJson, formatSummary } from "../../../provider/src/cli/report";
import type { CsvInspection, CsvProblem } from "../../../provider/src/csv/types";

const problem: CsvProblem = {
    severity: "error",
    certainty: "documented",
    scope: "row",
    line: 2,
    column: "email",
    code: "email-missing",
    count: 1,
    message: "email_verified is true, but email is empty. Write the address.",
};

const inspection: CsvInspection = {
    digest: "sha256:00",
    isComplete: true,
    bytes: 99,
    rows: 2000,
    columns: [],
    problems: [
        { ...problem, count: 1500 },
        { ...problem, severity: "warning", certainty: "assumed", code: "quoted-value", count: 1200 },
    ],
    moreProblems: 3,
    fileErrors: 0,
    rowErrors: 1502,
    failingRows: 1501,
};

describe("report", () => {
    it("counts a problem that is listed once as often as it occurs", () => {
        assert.equal(
            formatSummary("users.csv", inspection),
            "users.csv: 1,502 row errors, 1,201 warnings (3 not listed: see --max-problems); 2,000 rows, 99 bytes, sha256:00",
        );
    });

    it("prints the certainty of a problem and its count as JSON", () => {
        const { problems } = JSON.parse(formatJson(inspection)) as { problems: CsvProblem[] };

        assert.deepEqual(
            problems.map(({ certainty, count }) => [certainty, count]),
            [
                ["documented", 1500],
                ["assumed", 1200],
            ],
        );
    });
});
