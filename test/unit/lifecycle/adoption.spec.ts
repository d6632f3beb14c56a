import assert from "node:assert/strict";
import { check } from "../../../provider/src/lifecycle/check";
import { type Difference, diff } from "../../../provider/src/lifecycle/diff";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import type { CheckedInputs, UserImportJobOutputs } from "../../../provider/src/resource/properties";
import type { ImportJob } from "../../../provider/src/types";
import { fakePoolId, fakeRoleArn } from "../../support/aws/fakeImportApi";
import { inPlace, nothing, replaced } from "../../support/lifecycle/diffFixture";
import { digestOf, peopleCsv, programInputs } from "../../support/lifecycle/lifecycleFixture";
import { useUploadFixture } from "../../support/lifecycle/uploadFixture";

const counts = { importedUsers: 2, skippedUsers: 1, failedUsers: 0 };

/** What `pulumi import` puts into the inputs. */
const imported = { userPoolId: fakePoolId, cloudWatchLogsRoleArn: fakeRoleArn };

describe("a job that was imported into the state", () => {
    const fixture = useUploadFixture();

    afterEach(() => {
        const changing = ["createJob", "startJob", "stopJob"] as const;
        assert.deepEqual(
            changing.map((operation) => fixture.api.count(operation)),
            [0, 0, 0],
            "it is only read",
        );
    });

    /** The resource as import reads it. */
    async function adopt(job: Partial<ImportJob>): Promise<{ id: string; olds: UserImportJobOutputs }> {
        const { jobId } = fixture.api.addJob({ jobName: "customers", status: "Succeeded", ...counts, ...job });
        const id = `${fakePoolId}/${jobId}`;
        const { __provider } = programInputs();
        const { props } = await read(fixture.deps, id, { isAdopted: true, __provider });
        return { id, olds: props as UserImportJobOutputs };
    }

    /** The program's arguments, checked. */
    async function checked(args: Partial<Record<keyof CheckedInputs, unknown>>, olds: object = imported) {
        return await check(fixture.deps, olds, programInputs({ source: undefined, ...args }));
    }

    async function compared(
        job: Partial<ImportJob>,
        args: Partial<Record<keyof CheckedInputs, unknown>> = {},
    ): Promise<Difference> {
        const { id, olds } = await adopt(job);
        const { inputs, failures } = await checked(args);
        assert.deepEqual(failures, []);
        return await diff(fixture.deps, id, olds, inputs);
    }

    describe("where the program gives no content", () => {
        it("needs none, and has nothing to be checked", async () => {
            const { inputs, failures } = await checked({});

            assert.deepEqual(failures, []);
            assert.deepEqual(inputs, programInputs({ source: undefined }));
        });

        it("is refused as another job, which would need content", async () => {
            const another = { userPoolId: "eu-west-1_Another", passwordHashingAlgorithm: "BCRYPT" };
            const { failures } = await checked(another);

            assert.deepEqual(
                failures.map(({ property, reason }) => `${property}: ${reason}`),
                [
                    `userPoolId: the job that was imported has ${fakePoolId}: set source or users to import with a new job`,
                    "passwordHashingAlgorithm: the job that was imported has none: set source or users to import with a new job",
                ],
            );
        });

        it("needs content where it has some in the state, or is new", async () => {
            for (const olds of [{}, { ...imported, sourceDigest: digestOf(peopleCsv) }]) {
                const { failures } = await checked({}, olds);

                assert.deepEqual(
                    failures.map(({ reason }) => reason),
                    ["neither source nor users is set: set one of them"],
                );
            }
        });

        for (const status of [
            "Created",
            "Pending",
            "InProgress",
            "Stopping",
            "Stopped",
            "Failed",
            "Succeeded",
        ] as const) {
            it(`is unchanged while it is ${status}`, async () => {
                assert.deepEqual(await compared({ status }), nothing);
            });

            it(`records an argument while it is ${status}, and does nothing else`, async () => {
                const { id, olds } = await adopt({ status });
                const { inputs } = await checked({
                    timeout: "5m",
                    jobName: "another",
                    cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/Other",
                });

                assert.deepEqual(await diff(fixture.deps, id, olds, inputs), inPlace);
                const { outs } = await update(fixture.deps, id, olds, inputs);

                assert.deepEqual([outs.timeout, outs.status, outs.jobName], ["5m", status, "customers"]);
                assert.equal(outs.isAdopted, true);
            });
        }
    });

    describe("where the program gives content", () => {
        const given = { source: "users.csv" };
        const ownName = async (): Promise<string> => (await checked(given)).inputs.jobName;

        it("is taken for its import where it has counted as many rows, and never imports it again", async () => {
            const { id, olds } = await adopt({});
            const first = (await checked(given)).inputs;

            assert.deepEqual(await diff(fixture.deps, id, olds, first), inPlace);
            const { outs } = await update(fixture.deps, id, olds, first);
            assert.deepEqual(
                [outs.sourceDigest, outs.jobName, outs.isAdopted],
                [digestOf(peopleCsv), "customers", true],
            );
            assert.match(
                fixture.progress.warnings.join("\n"),
                /is taken for the import of this source, so nobody is imported again: it has as many rows, 3\./,
            );

            const again = (await checked(given, first)).inputs;
            assert.deepEqual(await diff(fixture.deps, id, outs, again), nothing);
        });

        it("is replaced, once it was taken, where the content changes", async () => {
            const { id, olds } = await adopt({});
            const first = (await checked(given)).inputs;
            const { outs } = await update(fixture.deps, id, olds, first);
            fixture.files.set("users.csv", peopleCsv.replace("ada@", "lovelace@"));

            const changed = (await checked(given, first)).inputs;

            assert.deepEqual(await diff(fixture.deps, id, outs, changed), replaced("sourceDigest"));
        });

        for (const status of ["Succeeded", "InProgress"] as const) {
            it(`is taken where its name says so and it is ${status}, whatever it has counted`, async () => {
                const jobName = (await ownName()).replace(/-[0-9a-f]{8}$/, "-01234567");

                assert.deepEqual(await compared({ status, jobName, importedUsers: 0 }, given), inPlace);
                assert.match(fixture.progress.infos.join("\n"), /its name says that it imported the same content/);
                assert.deepEqual(fixture.progress.warnings, []);
            });
        }

        it("may be it where a preview does not know the content", async () => {
            assert.deepEqual(await compared({}, { source: unknownValue }), inPlace);
            assert.equal(fixture.progress.allText(), "");
        });

        const others: readonly (readonly [string, Partial<ImportJob>, RegExp])[] = [
            ["counted other rows", { importedUsers: 7 }, /it counted 8 rows, and the source has 3 rows\./],
            [
                "says so in its name",
                { jobName: "seed-0123456789ab-01234567" },
                /its name says that it imported other content/,
            ],
            ["failed", { status: "Failed" }, /it is Failed\./],
            ["was never started", { status: "Created" }, /it is Created\./],
        ];
        for (const [what, job, warning] of others) {
            it(`is replaced, with the reason, where it ${what}`, async () => {
                const { replaces } = await compared(job, given);

                assert.ok(replaces.includes("sourceDigest"));
                assert.match(fixture.progress.warnings.join("\n"), warning);
            });
        }
    });
});
