import assert from "node:assert/strict";
import { mkdir, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, type ImportStackOptions, withImportStack } from "../support/pulumi/importStack";
import { fileServer } from "../support/web/fileServer";

describe("bad input, through the real engine", () => {
    before(needsEngine);

    it("says everything that is wrong with the arguments at once, in the preview", async () => {
        const args = {
            userPoolId: "us-east-1-no-underscore",
            cloudWatchLogsRoleArn: "arn:aws:iam::1:user/me",
            source: "does/not/exist.csv",
            timeout: "soon",
            maxFailedUsers: -1,
        };

        const said = await refusedPreview({ args });

        assert.match(said, /userPoolId .*is not the id of a user pool/);
        assert.match(said, /cloudWatchLogsRoleArn .*is not the ARN of an IAM role/);
        assert.match(said, /source .*does\/not\/exist\.csv cannot be read: there is no such file/);
        assert.match(said, /timeout .*must be a duration/);
        assert.match(said, /maxFailedUsers .*whole number/);
    });

    it("says it in an update without a preview too", async () => {
        await withImportStack({ args: { timeout: "soon" } }, async (context) => {
            await writeFile(context.csvPath, "no header of the pool\n");

            const { all } = await context.stack.up({ expectFailure: true });

            assert.match(all, /timeout .*must be a duration/);
            assert.match(all, /users\.csv:1/);
            assert.doesNotMatch(all, /unexpected unknown property value/);
        });
    });

    it("refuses a folder", async () => {
        const said = await refusedPreview({}, async ({ csvPath }) => void (await mkdir(csvPath)));
        assert.match(said, /is a folder, not a regular file/);
    });

    it("refuses an empty file", async () => {
        const said = await refusedPreview({}, ({ csvPath }) => writeFile(csvPath, ""));
        assert.match(said, /users\.csv:?.*empty/i);
    });

    it("refuses a file with nothing but a header", async () => {
        const said = await refusedPreview({}, (context) => context.writeRows([]));
        assert.match(said, /users\.csv.*no (rows|users)|only a header|header/i);
    });

    it("refuses a file over the limit of one job by its size", async () => {
        const said = await refusedPreview({}, async ({ csvPath }) => {
            await writeFile(csvPath, "");
            await truncate(csvPath, 200_000_000);
        });
        assert.match(
            said,
            /users\.csv has 200,000,000 bytes; one import job takes at most 104,857,600\. Split it\. \[file-too-large\]/,
        );
    });

    it("refuses a download that shrinks while it is read", async () => {
        const server = await fileServer();
        try {
            let downloads = 0;
            server.intercept = () => {
                server.files.set("/users.csv", "x".repeat(10_000 / ++downloads));
                return false;
            };
            const args = { source: { asset: "RemoteAsset", of: `${server.url}/users.csv` } };
            const said = await refusedPreview({ args }, async ({ stack, emulator: { url } }) =>
                stack.setConfig({ "aws:endpoints": [{ cognitoidp: url, logs: url, s3: server.url }] }),
            );
            assert.match(said, /users\.csv changed while it was read\. Wait until it is complete, then run again/);
        } finally {
            await server.close();
        }
    });

    it("says of every refusal of S3 what it means and what to do", async () => {
        const server = await fileServer();
        try {
            await withImportStack({ args: { source: "s3://people/users.csv?versionId=one" } }, async (context) => {
                const { url } = context.emulator;
                await context.stack.setConfig({ "aws:endpoints": [{ cognitoidp: url, logs: url, s3: server.url }] });
                for (const [status, code, reason] of [
                    [404, "NoSuchBucket", /there is no such bucket; check its name/],
                    [404, "NoSuchKey", /the bucket has no such object; check the key/],
                    [404, "NoSuchVersion", /the object has no such version; check versionId/],
                    [
                        403,
                        "AccessDenied",
                        /AccessDenied\. Check .* s3:GetObjectVersion on arn:aws:s3:::people\/users\.csv/,
                    ],
                ] as const) {
                    server.intercept = (_request, response) => {
                        response.writeHead(status, { "Content-Type": "application/xml" });
                        response.end(`<Error><Code>${code}</Code></Error>`);
                        return true;
                    };
                    const { all } = await context.stack.preview({ expectFailure: true });
                    assert.match(all, /s3:\/\/people\/users\.csv\?versionId=one cannot be read: /);
                    assert.match(all, reason);
                }
                assert.equal(context.countCalls("CreateUserImportJob"), 0);
            });
        } finally {
            await server.close();
        }
    });

    it("refuses a wrong header, naming the columns but no person", async () => {
        const rows = "username,email\nmade-up-person,made-up-person@example.com\n";
        const said = await refusedPreview({}, ({ csvPath }) => writeFile(csvPath, rows));
        assert.match(said, /users\.csv:1: given_name: The column given_name is missing/);
        assert.doesNotMatch(said, /made-up-person/);
    });

    it("refuses a user pool that does not exist", async () => {
        const said = await refusedPreview({ args: { userPoolId: "us-east-1_NobodyMade" } }, (context) =>
            context.writeRows(people(1)),
        );
        assert.match(said, /user pool us-east-1_NobodyMade failed\. ResourceNotFoundException/);
    });

    it("says that a configured endpoint refuses connections", async () => {
        const said = await refusedPreview(
            { config: { "aws:endpoints": [{ cognitoidp: "http://127.0.0.1:9" }] } },
            (context) => context.writeRows(people(1)),
        );
        assert.match(said, /No answer from 127\.0\.0\.1:9 \(ECONNREFUSED\)/);
    });

    it("refuses what comes to be wrong after the preview, and leaves the state as it was", async () => {
        await withImportStack({ config: { poolIsComputed: true } }, async (context) => {
            await context.writeRows(people(1));
            await context.setArgs({ userPoolId: "us-east-1_NobodyMade" });
            await context.stack.preview();

            const failed = await context.stack.up({ expectFailure: true });

            assert.match(failed.all, /us-east-1_NobodyMade failed\. ResourceNotFoundException/);
            const { resources } = await context.stack.exportState();
            assert.ok(!resources.some(({ type }) => type.endsWith(":UserImportJob")));
        });
    });

    it("takes credentials out of the config, and says without a secret that they are half there", async () => {
        await withImportStack({ config: { "aws:accessKey": "half-a-key" } }, async (context) => {
            await context.writeRows(people(1));

            const failed = await context.stack.up({ expectFailure: true });

            assert.match(failed.all, /aws:accessKey cannot be used: accessKey and secretKey must be set together/);
            assert.doesNotMatch(failed.all, /half-a-key/);
        });
    });
});

/** What a preview says that has to fail, having created nothing. */
async function refusedPreview(
    options: ImportStackOptions,
    prepare: (context: ImportStack) => Promise<void> = async () => undefined,
): Promise<string> {
    let said = "";
    await withImportStack(options, async (context) => {
        await prepare(context);
        said = (await context.stack.preview({ expectFailure: true })).all.replaceAll(context.folder + path.sep, "");
        assert.equal(context.countCalls("CreateUserImportJob"), 0);
        assert.deepEqual((await context.stack.exportState()).resources, []);
    });
    return said;
}
