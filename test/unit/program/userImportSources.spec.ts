import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    csv,
    encodedPeople,
    isSecret,
    partMarks,
    people,
    runImport,
    withFile,
} from "../../support/pulumi/userImportRun";

describe("UserImport", () => {
    it("leaves it to the check that an output of a source holds none", async () => {
        for (const nothing of [undefined, null]) {
            const { jobs, sources } = await runImport(() => ({ source: pulumi.output(nothing) as never }));

            assert.equal(jobs.length, 1);
            assert.deepEqual(sources, [nothing]);
        }
    });

    it("throws what its arguments throw, and nothing after it", async () => {
        const broken = (): never => {
            throw new Error("broken arguments");
        };

        await assert.rejects(
            runImport(() => Object.defineProperty({}, "source", { get: broken, enumerable: true })),
            /broken arguments/,
        );
        // What is thrown later would fail the test as an unhandled rejection.
        await new Promise((resolve) => setImmediate(resolve));
    });
});

describe("UserImport of users in code", () => {
    it("gives each job its slice of the rows, as a secret", async () => {
        const { jobs, users, firstUsers, seen } = await runImport(() => ({ users: people(25) }));

        assert.equal(jobs.length, 3);
        assert.ok(users.every((rows) => rows.length > 0 && rows.length <= 10));
        assert.deepEqual(users.flat(), encodedPeople(25));
        // What the jobs say of a row counts in the whole list.
        assert.deepEqual(firstUsers, [0, users[0]?.length, (users[0]?.length ?? 0) + (users[1]?.length ?? 0)]);
        assert.ok(jobs.every(({ inputs }) => isSecret(inputs.users)));
        assert.deepEqual(seen, { totalUsers: 30, isSecret: false });
    });

    it("cuts the same where values are outputs, and where the list is one", async () => {
        const plain = await runImport(() => ({ users: people(25) }));
        const inside = await runImport(() => ({
            users: people(25).map(({ username, email }) => ({ username, email: pulumi.secret(email) })),
        }));
        const promised = await runImport(() => ({ users: Promise.resolve(people(25)) }));
        const secret = await runImport(() => ({ users: pulumi.secret(people(25)) }));

        assert.deepEqual(promised.users, plain.users);
        assert.deepEqual(secret.users, plain.users);
        assert.deepEqual(inside.users, plain.users);
        assert.deepEqual([inside.seen, secret.seen], [plain.seen, plain.seen]);
    });

    it("cuts by rows alone where the list is empty, small or no list: one job, as it was given", async () => {
        const small = { maxRows: 10, maxBytes: 10_000_000 };
        const empty = await runImport(() => ({ users: [] }));
        const few = await runImport(() => ({ users: people(10) }));
        const unknown = await runImport(() => ({ users: [{ username: pulumi.output(pulumi.unknown) as never }] }), {
            isPreview: true,
            jobLimits: small,
        });
        const wrong = await runImport(() => ({ users: "everybody" as never }));
        const broken = await runImport(() => ({ users: [null, { username: 1 }] as never }));

        assert.deepEqual(
            [empty, few, unknown, wrong, broken].map(({ jobs }) => jobs.length),
            [1, 1, 1, 1, 1],
        );
    });

    it("makes no job in a preview that does not know the users, and lets others wait for it", async () => {
        for (const args of [
            () => ({ users: pulumi.output(pulumi.unknown) as never }),
            () => ({ users: [...people(11), { username: pulumi.output(pulumi.unknown) as never }] }),
            () => ({ source: pulumi.output(pulumi.unknown) as never }),
        ]) {
            const { jobs, after, seen } = await runImport(args, { isPreview: true });

            assert.deepEqual(jobs, []);
            assert.equal(seen.totalUsers, undefined);
            assert.notEqual(after, undefined);
        }
    });
});

describe("UserImport of a source that is no plain path", () => {
    it("cuts the file that an output names, which is no less secret for it", async () => {
        await withFile(25, async (file) => {
            const output = await runImport(() => ({ source: pulumi.output(file) }));
            const secret = await runImport(() => ({ source: pulumi.secret(file) }));

            assert.deepEqual(
                output.sources,
                partMarks.map((mark) => `${mark}${file}`),
            );
            assert.deepEqual(secret.sources, output.sources);
            assert.ok(output.jobs.every(({ inputs }) => !isSecret(inputs.source)));
            assert.ok(secret.jobs.every(({ inputs }) => isSecret(inputs.source)));
            assert.deepEqual(secret.seen, { totalUsers: 30, isSecret: false });
        });
    });

    it("cuts a FileAsset like the file that it names, and leaves one that takes one job an asset", async () => {
        await withFile(25, async (file) => {
            const large = await runImport(() => ({ source: new pulumi.asset.FileAsset(file) }));

            assert.deepEqual(
                large.sources,
                partMarks.map((mark) => `${mark}${file}`),
            );
        });
        await withFile(5, async (file) => {
            const small = await runImport(() => ({ source: new pulumi.asset.FileAsset(file) }));

            assert.deepEqual(
                small.sources.map((source) => (source as { path: string }).path),
                [file],
            );
        });
    });

    it("keeps every remote asset a secret, whatever its URL: a token may be in any part of it", async () => {
        for (const url of ["https://example.com/users.csv", "https://example.com/token/users.csv", "https://a/b#c"]) {
            const { jobs } = await runImport(() => ({ source: new pulumi.asset.RemoteAsset(url) }));

            assert.ok(
                jobs.every(({ inputs }) => isSecret(inputs.source)),
                url,
            );
        }
    });

    it("makes one job of any other", async () => {
        for (const source of [
            new pulumi.asset.StringAsset(csv(25)),
            new pulumi.asset.RemoteAsset("https://example.com/users.csv"),
            new pulumi.asset.FileAsset("missing.csv"),
            "https://example.com/users.csv",
            pulumi.output("s3://"),
        ]) {
            const { jobs } = await runImport(() => ({ source }));

            assert.equal(jobs.length, 1);
        }
    });

    it("is waited for with all of its jobs by what depends on it", async () => {
        await withFile(25, async (file) => {
            for (const source of [file, pulumi.output(file)]) {
                const { after } = await runImport(() => ({ source }));

                assert.deepEqual(
                    after?.dependencies.map((urn) => urn.split("::").at(-1)),
                    ["everybody-1", "everybody-2", "everybody-3"],
                );
            }
        });
    });
});
