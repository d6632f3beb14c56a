import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { describeJob, people, roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withTemporaryFolder } from "../support/pulumi/fakePrograms";
import { withImportStack } from "../support/pulumi/importStack";
import { installStandInAws } from "../support/pulumi/standInAws";
import { makeAuthority, type ServerCertificate } from "../support/web/certificates";

const root = path.resolve(__dirname, "../..");

describe("the root program", () => {
    before(needsEngine);

    it("takes its config and exports what became of the users", async () => {
        await withImportStack({ program: root, startsAsForUsers: true }, async (context) => {
            await context.writeRows(people(3));
            await context.stack.setConfig({
                userPoolId: context.poolId,
                cloudWatchLogsRoleArn: roleArn,
                source: context.csvPath,
            });

            await context.stack.up();

            const { jobId, jobIds, ...outputs } = await context.stack.outputs();
            assert.match(String(jobId), /^import-[0-9a-zA-Z-]+$/);
            assert.deepEqual(jobIds, [jobId]);
            assert.deepEqual(outputs, {
                status: "Succeeded",
                importedUsers: 3,
                skippedUsers: 0,
                failedUsers: 0,
                failures: [],
            });
        });
    });

    it("creates the role where none is given, and runs the job with it", async () => {
        await withImportStack({ program: root }, async (context) => {
            const created = await installStandInAws(context.stack);
            await context.writeRows(people(3));
            await context.stack.setConfig({ userPoolId: context.poolId, source: context.csvPath });

            const preview = await context.stack.preview();
            await context.stack.up();

            assert.match(preview.stdout, /UserImportRole users-role create/);
            const [role, policy] = await created();
            assert.deepEqual([role?.type, policy?.type], ["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"]);
            const { Statement } = JSON.parse(String(role?.inputs.assumeRolePolicy)) as { Statement: object[] };
            assert.deepEqual(Statement, [
                {
                    Effect: "Allow",
                    Principal: { Service: "cognito-idp.amazonaws.com" },
                    Action: "sts:AssumeRole",
                },
            ]);
            const [JobId = ""] = (await context.stack.outputs()).jobIds as string[];
            const job = await describeJob(context.clients.cognito, { UserPoolId: context.poolId, JobId });
            assert.equal(job.CloudWatchLogsRoleArn, "arn:aws:iam::123456789012:role/users-role-0123456");
            assert.equal(job.ImportedUsers, 3);
            assert.match((await context.stack.up()).stdout, /6 unchanged/);
        });
    });

    it("takes the https URL of a CSV, and refuses one without TLS", async () => {
        await withTemporaryFolder(async (folder) => {
            const authority = await makeAuthority(folder, "known");
            const server = await httpsFile(await authority.sign("IP:127.0.0.1"));
            const trusted = authority.certificatePath;
            // The CLI, which is Go's, has another name for it.
            const environment = { NODE_EXTRA_CA_CERTS: trusted, SSL_CERT_FILE: trusted };
            try {
                await withImportStack({ program: root, environment }, async (context) => {
                    await context.writeRows(people(3));
                    server.content = await readFile(context.csvPath, "utf8");
                    const common = { userPoolId: context.poolId, cloudWatchLogsRoleArn: roleArn };
                    const set = async (source: string): Promise<void> =>
                        await context.stack.setConfig({ ...common, source });

                    await set(server.url.replace("https:", "http:"));
                    const refused = await context.stack.preview({ expectFailure: true });
                    await set(server.url.replace("https:", "HTTPS:"));
                    await context.stack.up();

                    assert.match(refused.all, /a URL must begin with https:\/\//);
                    assert.equal((await context.stack.outputs()).importedUsers, 3);
                    assert.match((await context.stack.up()).stdout, /3 unchanged/);
                });
            } finally {
                await server.close();
            }
        });
    });

    it("says which config is missing before it runs", async () => {
        await withImportStack({ program: root }, async (context) => {
            const failed = await context.stack.preview({ expectFailure: true });

            assert.match(failed.all, /userPoolId/);
        });
    });

    it("is at most 40 lines", async () => {
        const lines = (await readFile(path.join(root, "index.ts"), "utf8")).trimEnd().split("\n");
        assert.ok(lines.length <= 40, `${lines.length} lines`);
    });
});

/** A server with one file. */
async function httpsFile(
    certificate: ServerCertificate,
): Promise<{ url: string; content: string; close(): Promise<void> }> {
    const server = createServer(certificate, (_request, response) => void response.end(served.content));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const served = {
        url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/users.csv`,
        content: "",
        close: async () => {
            const closed = new Promise((resolve) => server.close(resolve));
            server.closeAllConnections();
            await closed;
        },
    };
    return served;
}
