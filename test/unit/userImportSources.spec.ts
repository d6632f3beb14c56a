import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import * as pulumi from "@pulumi/pulumi";
import { UserImport, type UserImportArgs } from "../../provider/src";
import { withTemporaryFolder } from "../support/fakePrograms";
import { type MockedRun, type RegisteredResource, runMocked } from "../support/pulumiMocks";
import { withEmulator } from "../support/withEmulator";

const jobType = "pulumi-nodejs:dynamic/cognito-user-import:UserImportJob";
const limits = { maxRows: 10, maxBytes: 100_000 };
const partMarks = ["1;", "2;", "3;last;"].map((marks) => `part://${marks}rows=10;bytes=100000/`);

/** Under this key Pulumi says that a value is a secret. */
const signature = "4dabf18193072939515e22adb298388d";

interface Ran {
    readonly jobs: readonly RegisteredResource[];
    /** What the jobs are given, out of its secrets. */
    readonly sources: readonly unknown[];
    readonly users: readonly (readonly { readonly username: string }[])[];
    readonly after: RegisteredResource | undefined;
    readonly seen: { readonly totalUsers: number | undefined; readonly isSecret: boolean };
}

class After extends pulumi.CustomResource {}

/** Runs a component, and a resource that depends on it. */
async function runImport(
    args: () => Partial<UserImportArgs>,
    { isPreview = false, jobLimits = limits } = {},
): Promise<Ran> {
    const state = { status: "Succeeded", totalUsers: 10, failures: [] };
    const mocked = { isPreview, outputs: { [jobType]: () => state } };
    const run: MockedRun<unknown> = await runMocked(mocked, () => {
        const given = {
            userPoolId: "us-east-1_AbCdEfGhI",
            cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/any",
        };
        const component = new UserImport("everybody", { ...given, ...args() }, {}, jobLimits);
        const after = new After("test:index:After", "after", {}, { dependsOn: [component] });
        let totalUsers: number | undefined;
        const known = component.totalUsers.apply((total) => {
            totalUsers = total;
        });
        // Neither waits for ever where something is unknown.
        const isSecret = pulumi.isSecret(known);
        const registered = pulumi.isSecret(after.id);
        return Promise.all([isSecret, registered]).then(([secret]) => ({ totalUsers, isSecret: secret }));
    });
    const jobs = run.resources.filter(({ type }) => type === jobType);
    return {
        jobs,
        sources: jobs.map(({ inputs }) => revealed(inputs.source)),
        users: jobs.map(({ inputs }) => revealed(inputs.users) as Ran["users"][number]),
        after: run.resources.find(({ name }) => name === "after"),
        seen: run.result as Ran["seen"],
    };
}

function revealed(value: unknown): unknown {
    return isSecret(value) ? (value as { value: unknown }).value : value;
}

function isSecret(value: unknown): boolean {
    return (value as Record<string, unknown> | undefined)?.[signature] === "1b47061264138c4ac30d75fd1eb44270";
}

function people(count: number): { username: string; email: string }[] {
    return Array.from({ length: count }, (_, index) => ({
        username: `user${index}`,
        email: `user${index}@example.com`,
    }));
}

function csv(count: number): string {
    return `cognito:username,email\n${people(count)
        .map(({ username, email }) => `${username},${email}\n`)
        .join("")}`;
}

async function withFile(rows: number, test: (file: string) => Promise<void>): Promise<void> {
    await withTemporaryFolder(async (folder) => {
        const file = path.join(folder, "users.csv");
        await writeFile(file, csv(rows));
        await test(file);
    });
}

describe("UserImport of users in code", () => {
    it("gives each job its slice of the rows, as a secret", async () => {
        const { jobs, users, seen } = await runImport(() => ({ users: people(25) }));

        assert.equal(jobs.length, 3);
        assert.ok(users.every((rows) => rows.length > 0 && rows.length <= 10));
        assert.deepEqual(users.flat(), people(25));
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
        assert.deepEqual(
            inside.users.map((rows) => rows.map(({ username }) => username)),
            plain.users.map((rows) => rows.map(({ username }) => username)),
        );
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

describe("UserImport of an object in S3", () => {
    /** Runs a test with a bucket that has one object, under any key. */
    async function withObject(body: string, test: (calls: () => string[]) => Promise<void>): Promise<void> {
        await withEmulator({}, async (emulator) => {
            const credentials = { accessKeyId: "any", secretAccessKey: "any" };
            const s3 = new S3Client({
                endpoint: emulator.url,
                region: "us-east-1",
                credentials,
                forcePathStyle: true,
            });
            await s3.send(new CreateBucketCommand({ Bucket: "people" }));
            await s3.send(new PutObjectCommand({ Bucket: "people", Key: "users.csv", Body: body }));
            s3.destroy();
            pulumi.runtime.setAllConfig({
                "aws:endpoints": JSON.stringify([{ s3: emulator.url }]),
                "aws:accessKey": "any",
                "aws:secretKey": "any",
                "aws:maxRetries": "0",
            });
            try {
                await test(() => emulator.calls.map(({ operation }) => operation).slice(2));
            } finally {
                pulumi.runtime.setAllConfig({});
            }
        });
    }

    it("cuts it, after one reading, also where an output names it", async () => {
        await withObject(csv(25), async (calls) => {
            const url = "s3://people/users.csv";
            const plain = await runImport(() => ({ source: url }));
            const read = calls();
            const output = await runImport(() => ({ source: pulumi.output(url) }));

            assert.deepEqual(
                plain.sources,
                partMarks.map((mark) => `${mark}${url}`),
            );
            assert.deepEqual(read, ["HeadObject", "GetObject"]);
            assert.deepEqual(output.sources, plain.sources);
            assert.equal(plain.after?.dependencies.length, 3);
        });
    });

    it("cuts it in a preview that does not know the pool yet, whose region would count", async () => {
        await withObject(csv(25), async () => {
            const userPoolId = () => pulumi.output(pulumi.unknown) as never;
            pulumi.runtime.setConfig("aws:region", "us-east-1");
            const { jobs } = await runImport(() => ({ source: "s3://people/users.csv", userPoolId: userPoolId() }), {
                isPreview: true,
            });

            assert.equal(jobs.length, 3);
        });
    });

    it("does not read one that has no room for more rows than one job takes", async () => {
        await withObject("a".repeat(220), async (calls) => {
            const { sources } = await runImport(() => ({ source: "s3://people/users.csv" }));

            assert.deepEqual(sources, ["s3://people/users.csv"]);
            assert.deepEqual(calls(), ["HeadObject"]);
        });
    });

    it("leaves it one job where it cannot be read, whose check tells why", async () => {
        await withObject(csv(25), async () => {
            for (const source of ["s3://people/nobody.csv", "s3://nobody/users.csv", "s3://people"]) {
                const { sources } = await runImport(() => ({ source }));

                assert.deepEqual(sources, [source]);
            }
            pulumi.runtime.setAllConfig({ "aws:endpoints": "no URL" });
            const { sources } = await runImport(() => ({ source: "s3://people/users.csv" }));
            assert.deepEqual(sources, ["s3://people/users.csv"]);
        });
    });
});
