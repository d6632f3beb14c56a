import assert from "node:assert/strict";
import { markdownReport } from "../../../provider/src/report/markdown";
import { importsInOutput } from "../../../provider/src/report/stackOutput";

const counts = { status: "Succeeded", importedUsers: 5, skippedUsers: 0, failedUsers: 0 };
const job = {
    ...counts,
    jobId: "import-1",
    userPoolId: "eu-west-1_AbCdEfGhI",
    cloudWatchLogsRoleArn: "arn:aws:iam::1:role/r",
};
const failures = [
    { line: 2, reason: "The phone number is invalid." },
    { line: 4, reason: "The phone number is invalid." },
];

describe("the imports in a stack's output", () => {
    it("are found whatever the program calls them, in the order of the output", () => {
        const imports = importsInOutput({
            url: "https://example.com",
            people: { ...job, failedUsers: 2, failures },
            nested: { staff: [job, { importedUsers: 1, skippedUsers: 2, failedUsers: 0, omittedUsers: 7 }] },
        });

        assert.deepEqual(
            imports.map(({ title, status, importedUsers, omittedUsers, hint }) => ({
                title,
                status,
                importedUsers,
                omittedUsers,
                hint,
            })),
            [
                { title: "people", status: "Succeeded", importedUsers: 5, omittedUsers: undefined, hint: undefined },
                {
                    title: "nested staff 1",
                    status: "Succeeded",
                    importedUsers: 5,
                    omittedUsers: undefined,
                    hint: undefined,
                },
                { title: "nested staff 2", status: "", importedUsers: 1, omittedUsers: 7, hint: undefined },
            ],
        );
        assert.deepEqual(imports[0]?.reasons, [{ reason: "The phone number is invalid.", users: 2 }]);
    });

    it("have the jobs of a UserImport with several", () => {
        const [people] = importsInOutput({
            people: { ...counts, importedUsers: 10, jobs: [job, { ...job, jobId: "import-2" }] },
        });

        assert.deepEqual(
            people?.jobs.map(({ jobId, userPoolId }) => `${userPoolId}/${jobId}`),
            ["eu-west-1_AbCdEfGhI/import-1", "eu-west-1_AbCdEfGhI/import-2"],
        );
        assert.match(
            markdownReport([people as NonNullable<typeof people>]),
            /\| import-2 \| Succeeded \| 5 \| 0 \| 0 \|/,
        );
    });

    it("are counts alone where a program exports these, at the top or in an object", () => {
        const [top] = importsInOutput(counts);

        assert.equal(top?.title, "the stack");
        assert.deepEqual(top?.jobs, []);
    });

    it("say so where they have not all failed rows", () => {
        const hints = [failures, []].map(
            (some) => importsInOutput({ people: { ...job, failedUsers: 40, failures: some } })[0]?.hint,
        );

        assert.match(hints[0] ?? "", /^The stack's output has the first 2 of the failed rows/);
        assert.match(hints[1] ?? "", /^The stack's output has no list of the failed rows\. Make the report of the job/);
    });

    it("are none where a value has another form", () => {
        for (const other of [null, 3, "[secret]", [], {}, { importedUsers: "5", skippedUsers: 0, failedUsers: 0 }]) {
            assert.deepEqual(importsInOutput({ people: other }), []);
        }
    });
});
