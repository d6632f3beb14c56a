import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { EmulatorOptions } from "../../../emulator/src";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { csvFor, people } from "../../support/emulator/importFixtures";
import { HeldClock } from "../../support/process/heldClock";
import { fileAsset, jobUrn, keptIn, type Sent, secret, textAsset } from "../../support/pulumi/pluginMethods";
import { type PluginService, withPluginService } from "../../support/pulumi/pluginService";

interface Context extends PluginService {
    readonly csv: string;
    readonly file: string;
    /** The arguments with the file as the source. */
    readonly ofFile: Sent;
    /** A job that was created of a source, and has succeeded. */
    imported(args?: Sent): Promise<{ id: string; inputs: Sent; properties: Sent }>;
}

/** A plugin, and a CSV of three people in a file. */
async function withFile(test: (context: Context) => Promise<void>, options: EmulatorOptions = {}): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "plugin-service-"));
    try {
        await withPluginService(options, async (service) => {
            const csv = await csvFor(service.clients.cognito, service.poolId, people(3));
            const file = path.join(folder, "users.csv");
            await writeFile(file, csv);
            const ofFile = { ...service.args, source: file };
            await test({
                ...service,
                csv,
                file,
                ofFile,
                imported: async (args = {}) => {
                    const { inputs } = await service.check({ ...ofFile, ...args });
                    return { inputs, ...(await service.create(inputs)) };
                },
            });
        });
    } finally {
        await rm(folder, { recursive: true });
    }
}

function detailOf(difference: DiffResponse): Record<string, number> {
    const kinds: Record<string, number> = {};
    difference.getDetaileddiffMap().forEach((property, name) => {
        kinds[name] = property.getKind();
    });
    return kinds;
}

describe("check through the protocol", () => {
    it("adds digest, rows and name, and nothing that only a dynamic resource has", async () => {
        await withFile(async ({ check, ofFile }) => {
            const taken = { __provider: "text", resourceUrn: jobUrn, organization: "acme", isUp: true };
            const { inputs, failures } = await check({ ...ofFile, ...taken });

            assert.deepEqual(failures, []);
            const names = ["cloudWatchLogsRoleArn", "jobName", "source", "sourceDigest", "totalUsers", "userPoolId"];
            assert.deepEqual(new Set(Object.keys(inputs)), new Set(names));
            assert.match(String(inputs.jobName), /^seed-[0-9a-f]{8}-[0-9a-f]{12}-[0-9a-f]{8}$/);
            assert.equal(inputs.totalUsers, 3);
        });
    });

    it("packs typed users, and marks them and their digest as secrets", async () => {
        await withFile(async ({ check, args }) => {
            const users = [{ username: "canary", email: "canary@example.com", emailVerified: true }];
            const { inputs, failures } = await check({ ...args, users });

            assert.deepEqual(failures, []);
            const marks = [inputs.users, inputs.sourceDigest].map((value) => JSON.stringify(value).slice(0, 70));
            assert.deepEqual(marks, Array(2).fill(JSON.stringify(secret("")).slice(0, 70)));
            assert.doesNotMatch(JSON.stringify(inputs), /canary/);
        });
    });

    it("reads assets: a file as it is, text as a secret", async () => {
        await withFile(async ({ check, args, csv, file }) => {
            const ofFile = await check({ ...args, source: fileAsset(file) });
            const ofText = await check({ ...args, source: textAsset(csv) });

            assert.deepEqual([ofFile.failures, ofText.failures], [[], []]);
            assert.deepEqual(ofFile.inputs.source, fileAsset(file));
            assert.deepEqual(ofText.inputs.source, secret(textAsset(csv)));
            assert.deepEqual(ofText.inputs.sourceDigest, secret(ofFile.inputs.sourceDigest));
        });
    });

    it("marks what lets somebody in, in the argument aws", async () => {
        await withFile(async ({ check, ofFile, emulator }) => {
            const endpoints = { cognitoidp: emulator.url };
            const { inputs, failures } = await check({
                ...ofFile,
                aws: { endpoints, accessKey: "AKIDEXAMPLE", secretKey: "canary", profile: null },
            });

            assert.deepEqual(failures, []);
            assert.deepEqual(inputs.aws, {
                endpoints,
                accessKey: secret("AKIDEXAMPLE"),
                secretKey: secret("canary"),
                profile: null,
            });
        });
    });

    it("says every problem of arguments and CSV at once, and no value that may be a person", async () => {
        await withFile(async ({ check, ofFile, csv, file, args }) => {
            await writeFile(file, csv.replace("user1@example.com", "canary"));
            const wrong = await check({ ...ofFile, cloudWatchLogsRoleArn: "a role", timout: "1h" });
            const users = await check({ ...args, users: [{ username: "canary two", attributes: {} }] });

            assert.deepEqual(
                wrong.failures.map(({ property }) => property),
                ["cloudWatchLogsRoleArn", "", "source"],
            );
            assert.match(
                wrong.failures.map(({ reason }) => reason).join("\n"),
                /ARN of an IAM role.*unknown argument "timout".*users\.csv:3/s,
            );
            assert.deepEqual(
                users.failures.map(({ property }) => property),
                [""],
            );
            assert.doesNotMatch(JSON.stringify([wrong.failures, users.failures]), /canary/);
        });
    });

    it("lets pass what a preview does not know yet, of whatever type", async () => {
        await withFile(async ({ check, ofFile, args }) => {
            const typed = {
                maxFailedUsers: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
                once: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
                triggers: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
                aws: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
            };
            const known = await check({ ...ofFile, ...typed, userPoolId: unknownValue });
            const asset = await check({ ...args, source: "030794c1-ac77-496b-92df-f27374a8bd58" });
            const users = await check({ ...args, users: [{ username: unknownValue }] });

            assert.deepEqual(
                [known, asset, users].flatMap(({ failures }) => failures),
                [],
            );
            assert.deepEqual(
                [known.inputs.maxFailedUsers, known.inputs.triggers, known.inputs.jobName],
                [unknownValue, unknownValue, unknownValue],
            );
            assert.equal(asset.inputs.sourceDigest, unknownValue);
            assert.deepEqual(users.inputs.users, secret(unknownValue));
        });
    });
});

describe("diff through the protocol", () => {
    const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;

    it("names what changes and what must be replaced, and what stays", async () => {
        await withFile(async ({ check, diff, imported, ofFile, file, csv }) => {
            const { id, inputs, properties } = await imported({ waitForCompletion: false });
            const extra = { oldInputs: inputs };
            const same = await diff(id, properties, inputs, extra);
            const { waitForCompletion: _removed, ...fewer } = inputs;
            const inPlace = await diff(id, properties, { ...fewer, timeout: "5m" }, extra);
            await writeFile(file, csv.replace("user2", "user3"));
            const { inputs: changed } = await check({ ...ofFile, waitForCompletion: false }, inputs);
            const other = await diff(id, properties, changed, extra);

            assert.equal(same.getChanges(), DIFF_NONE);
            assert.deepEqual([inPlace.getChanges(), inPlace.getReplacesList()], [DIFF_SOME, []]);
            const { ADD, DELETE, UPDATE_REPLACE } = PropertyDiff.Kind;
            assert.deepEqual(detailOf(inPlace), { timeout: ADD, waitForCompletion: DELETE });
            assert.deepEqual(inPlace.getStablesList(), [
                "jobId",
                "jobName",
                "userPoolId",
                "creationDate",
                "passwordHashingAlgorithm",
            ]);
            assert.deepEqual(other.getReplacesList(), ["jobName", "sourceDigest"]);
            assert.deepEqual(other.getStablesList(), []);
            assert.deepEqual(detailOf(other), { jobName: UPDATE_REPLACE, sourceDigest: UPDATE_REPLACE });
        });
    });

    it("imports once where the program ignores changes of the source", async () => {
        await withFile(async ({ check, diff, update, imported, ofFile, file, csv }) => {
            const { id, inputs, properties } = await imported();
            await writeFile(file, csv.replace("user2", "user3"));
            const { inputs: changed } = await check(ofFile, inputs);
            const ignoring = { ignoreChanges: ["source"] };
            const updated = await update(id, properties, { ...changed, timeout: "5m" }, ignoring);

            assert.deepEqual(updated, { ...properties, timeout: "5m" }, "the state says nothing of `once`");

            for (const ignored of ["source", "users", "*"]) {
                assert.deepEqual(
                    (await diff(id, properties, changed, { ignoreChanges: [ignored] })).getReplacesList(),
                    [],
                );
            }
            assert.notDeepEqual(
                (await diff(id, properties, changed, { ignoreChanges: ["timeout"] })).getReplacesList(),
                [],
            );
        });
    });
});

describe("create and update through the protocol", () => {
    it("do nothing in a preview, and tell what would be known", async () => {
        await withFile(async ({ create, update, imported, check, ofFile, emulator, file }) => {
            const { inputs } = await check(ofFile);
            const calls = emulator.calls.length;
            const created = await create(inputs, { preview: true });

            assert.equal(created.id, "");
            assert.deepEqual(
                [created.properties.source, created.properties.totalUsers, created.properties.jobName],
                [file, 3, inputs.jobName],
            );
            assert.deepEqual(
                [created.properties.jobId, created.properties.importedUsers],
                [unknownValue, unknownValue],
            );
            assert.equal(emulator.calls.length, calls);

            const job = await imported();
            const updated = await update(job.id, job.properties, { ...job.inputs, timeout: "5m" }, { preview: true });
            assert.deepEqual(updated, { ...job.properties, timeout: "5m" });
        });
    });

    it("take the option customTimeouts for the argument timeout, which the state has as it was written", async () => {
        const clock = new HeldClock();
        await withFile(
            async ({ check, create, ofFile, update }) => {
                const { inputs } = await check({ ...ofFile, timeout: "2h" });

                await assert.rejects(create(inputs, { timeoutSeconds: 1 }), (error: ServiceError) => {
                    const { id, properties, message } = keptIn(error);
                    assert.match(message, /Timed out after 1s|was still \w+ at the timeout/);
                    assert.equal(properties.timeout, "2h");
                    assert.equal(`${properties.userPoolId}/${properties.jobId}`, id);
                    return true;
                });
                clock.release();
                const { timeout: _none, ...plain } = inputs;
                const { id, properties } = await create(plain, { timeoutSeconds: 600 });
                assert.equal("timeout" in properties, false);
                const updated = await update(id, properties, { ...plain, timeout: "3h" }, { timeoutSeconds: 600 });
                assert.equal(updated.timeout, "3h");
            },
            { clock },
        );
    });
});
