import assert from "node:assert/strict";
import fc from "fast-check";
import { cautiousMaxBytes, defaultCsvLimits, maxLineBytes } from "../../../provider/src/csv/csvLimits";
import { jobLimits, type PartLimits, type PartPlan } from "../../../provider/src/split/part";
import { maxHeaderBytes, PartPlanner } from "../../../provider/src/split/partPlan";

const header = "cognito:username,email\n";

function planOf(text: string, limits: PartLimits, chunkBytes = text.length || 1): PartPlan {
    const planner = new PartPlanner(limits);
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += chunkBytes) {
        planner.push(bytes.subarray(at, at + chunkBytes));
    }
    return planner.finish();
}

/** The lines of each part. */
function partsOf(text: string, limits: PartLimits): string[] {
    const bytes = Buffer.from(text);
    return planOf(text, limits).parts.map(({ fromByte, toByte }) => bytes.subarray(fromByte, toByte).toString());
}

function rows(count: number, first = 0): string[] {
    return Array.from({ length: count }, (_, index) => `user${first + index},user${first + index}@example.com`);
}

function csv(lines: readonly string[]): string {
    return `${header}${lines.map((line) => `${line}\n`).join("")}`;
}

const hundred: PartLimits = { maxRows: 100, maxBytes: 1e6 };

describe("PartPlanner", () => {
    it("leaves a source that one job takes in one part", () => {
        assert.deepEqual(planOf(csv(rows(100)), hundred), {
            headerBytes: header.length,
            parts: [{ fromByte: header.length, toByte: csv(rows(100)).length, firstLine: 2 }],
        });
    });

    it("cuts what has more rows than a job takes, at row ends, within the last twentieth", () => {
        const text = csv(rows(1000));

        const parts = partsOf(text, hundred);

        assert.equal(header + parts.join(""), text);
        const counts = parts.map((part) => part.split("\n").length - 1);
        assert.ok(parts.every((part) => part.endsWith("\n")));
        assert.ok(
            counts.slice(0, -1).every((count) => count >= 95 && count <= 100),
            counts.join(),
        );
        assert.ok((counts.at(-1) ?? 0) <= 100);
    });

    it("cuts what has more bytes than a job takes, the header counted", () => {
        const text = csv(rows(1000));

        const parts = partsOf(text, { maxRows: 1e6, maxBytes: 4000 });

        assert.equal(header + parts.join(""), text);
        const sizes = parts.map((part) => part.length + header.length);
        assert.ok(
            sizes.slice(0, -1).every((size) => size > 3700 && size <= 4000),
            sizes.join(),
        );
    });

    it("says which line each part begins with", () => {
        const text = csv(rows(1000));
        const lines = text.split("\n");

        for (const { fromByte, firstLine } of planOf(text, hundred).parts) {
            assert.ok(text.slice(fromByte).startsWith(`${lines[firstLine - 1]}\n`));
        }
    });

    it("leaves the other parts as they are where a row comes, goes or changes", () => {
        const before = rows(1000);
        const changes: [string, string[]][] = [
            ["comes", before.toSpliced(150, 0, "new,new@example.com")],
            ["goes", before.toSpliced(150, 1)],
            ["changes", before.toSpliced(150, 1, "user150,another@example.com")],
        ];
        for (const [what, after] of changes) {
            const old = new Set(partsOf(csv(before), hundred));
            const changed = partsOf(csv(after), hundred).filter((part) => !old.has(part));
            assert.equal(changed.length, 1, `a row that ${what} changes ${changed.length} parts`);
        }
    });

    it("leaves every part but the last as it is where rows are added at the end", () => {
        const before = partsOf(csv(rows(1000)), hundred);
        const after = partsOf(csv(rows(1400)), hundred);

        assert.deepEqual(after.slice(0, before.length - 1), before.slice(0, -1));
    });

    it("cuts a file with CRLF at the same rows, by bytes too, however it is read", () => {
        const names = fc.array(fc.stringMatching(/^[a-zé,]{0,60}$/), { minLength: 100, maxLength: 200 });
        const limits = fc.record({
            maxRows: fc.integer({ min: 20, max: 200 }),
            maxBytes: fc.integer({ min: 300, max: 3000 }),
        });
        const property = fc.property(
            names,
            limits,
            fc.integer({ min: 1, max: 9 }),
            fc.boolean(),
            (lines, limit, chunk, ends) => {
                const text = ends ? csv(lines) : csv(lines).slice(0, -1);
                const withReturns = text.replaceAll("\n", "\r\n");
                const firstLines = (plan: PartPlan): number[] => plan.parts.map(({ firstLine }) => firstLine);
                assert.deepEqual(firstLines(planOf(withReturns, limit, chunk)), firstLines(planOf(text, limit)));
            },
        );
        fc.assert(property);
    });

    it("makes no part of blank lines alone", () => {
        const blank = Array.from({ length: 300 }, () => " ");

        const plan = planOf(csv([...rows(50), ...blank]), hundred);

        assert.equal(plan.parts.length, 1);
    });

    it("gives one part of what is no CSV, for its check to tell", () => {
        assert.deepEqual(planOf("", hundred), { headerBytes: 0, parts: [{ fromByte: 0, toByte: 0, firstLine: 2 }] });
        assert.equal(planOf(header, hundred).parts.length, 1);
        const overlong = `${"x".repeat(70_000)}\n${rows(300).join("\n")}`;
        assert.equal(planOf(overlong, hundred).parts.length, 1);
    });

    it("has the limits of an import job, 100 MB in the narrow reading, as the check has them", () => {
        assert.deepEqual(jobLimits, { maxRows: defaultCsvLimits.maxRows, maxBytes: cautiousMaxBytes });
        assert.equal(maxHeaderBytes, maxLineBytes);
    });

    it("keeps all rows, in order and within the limits, whatever the file and however it is read", () => {
        const line = fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[\r\n]/g, "."));
        const limits = fc.record({
            maxRows: fc.integer({ min: 1, max: 40 }),
            maxBytes: fc.integer({ min: 80, max: 900 }),
        });
        fc.assert(
            fc.property(
                fc.array(line, { maxLength: 200 }),
                limits,
                fc.integer({ min: 1, max: 64 }),
                (lines, limit, chunk) => {
                    const text = csv(lines);
                    const bytes = Buffer.from(text);
                    const plan = planOf(text, limit, chunk);

                    assert.deepEqual(plan, planOf(text, limit));
                    const parts = plan.parts.map(({ fromByte, toByte }) => bytes.subarray(fromByte, toByte).toString());
                    const isRow = (candidate: string): boolean => /[^ \t\r]/.test(candidate);
                    assert.deepEqual(parts.join("").split("\n").filter(isRow), lines.filter(isRow));
                    for (const part of parts) {
                        const count = part.split("\n").length - 1;
                        assert.ok(count <= limit.maxRows);
                        assert.ok(count === 1 || header.length + Buffer.byteLength(part) <= limit.maxBytes);
                    }
                },
            ),
        );
    });
});
