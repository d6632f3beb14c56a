import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import execa from "execa";
import { readSchema, version } from "../../plugin/src/schema";
import { type Platform, writeTarballs } from "../../scripts/plugin/writeTarballs";
import { installedPulumi, needsEngine } from "../support/pulumi/engine";
import { methodsOf } from "../support/pulumi/pluginMethods";
import { stackEnvironment } from "../support/pulumi/stackEnvironment";
import { repositoryFolder } from "../support/repository/sourceFiles";
import { withServer } from "../support/web/withServer";

const thisPlatform = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}` as Platform;

describe("the plugin's tarballs", () => {
    let folder = "";
    let files: readonly string[] = [];

    before(async function () {
        await needsEngine.call(this);
        folder = await mkdtemp(path.join(tmpdir(), "plugin-tarballs-"));
        files = await writeTarballs(folder, [thisPlatform, "windows-amd64"]);
    });

    after(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    it("are called as the engine asks for them, with their digests", async () => {
        const name = `pulumi-resource-cognito-user-import-v${version}-`;

        assert.deepEqual(
            files.map((file) => path.basename(file)),
            [`${name}${thisPlatform}.tar.gz`, `${name}windows-amd64.tar.gz`, "SHA256SUMS"],
        );
        const sums = await Promise.all(
            files.slice(0, 2).map(async (file) => {
                const digest = createHash("sha256")
                    .update(await readFile(file))
                    .digest("hex");
                return `${digest}  ${path.basename(file)}\n`;
            }),
        );
        assert.equal(await readFile(files[2] ?? "", "utf8"), sums.join(""));
    });

    it("are what the engine downloads and starts: the plugin gives its schema, which the CLI's own check accepts", async () => {
        const pulumi = await installedPulumi();
        const env = stackEnvironment(pulumi, path.join(folder, "home"), folder, offline(folder));
        const run = async (...args: readonly string[]): Promise<string> =>
            (await execa(pulumi.command, args, { cwd: folder, env, extendEnv: false })).stdout;

        await withServer(serveFolder(folder), async (url) => {
            await run("plugin", "install", "resource", "cognito-user-import", `v${version}`, "--server", url);
        });
        const schema = await run("package", "get-schema", `cognito-user-import@${version}`);
        await writeFile(path.join(folder, "schema.json"), schema);
        await run("schema", "check", "schema.json");

        assert.deepEqual(JSON.parse(schema), JSON.parse(readSchema()));
        const wrong = schema.replaceAll(
            "#/types/cognito-user-import:index:RowFailure",
            "#/types/cognito-user-import:index:Gone",
        );
        await writeFile(path.join(folder, "wrong.json"), wrong);
        await assert.rejects(run("schema", "check", "wrong.json"), /index:Gone not found/);
    });

    it("run on Windows by Node alone: npm has nothing to fetch, and the SDK's starter finds the plugin", async () => {
        const unpacked = path.join(folder, "windows");
        await mkdir(unpacked);
        await execa("tar", ["-xzf", files[1] ?? "", "-C", unpacked]);

        await execa("npm", ["install", "--loglevel=error"], { cwd: unpacked, env: offline(folder) });

        assert.equal(await versionStartedIn(unpacked), version);
        // The same in a program whose npm has installed the package.
        assert.equal(await versionStartedIn(path.join(repositoryFolder, "plugin", "windows")), version);
    });
});

/** Starts the plugin as the engine's host for Node does with a folder that has PulumiPlugin.yaml, and asks it for its version. */
async function versionStartedIn(folder: string): Promise<string> {
    assert.match(await readFile(path.join(folder, "PulumiPlugin.yaml"), "utf8"), /^runtime: nodejs$/m);
    const starter = require.resolve("@pulumi/pulumi/cmd/run-plugin", { paths: [folder] });
    const child = execa(process.execPath, [starter, folder], { cwd: folder, reject: false });
    try {
        const [port] = child.stdout ? await once(child.stdout, "data") : [];
        const client = new ResourceProviderClient(`127.0.0.1:${port}`.trim(), credentials.createInsecure());
        try {
            return await methodsOf(client).version();
        } finally {
            client.close();
        }
    } finally {
        child.kill("SIGKILL");
        await child;
    }
}

/** A release's files, or a company's mirror of them. */
function serveFolder(folder: string): RequestListener {
    return (request, response) => {
        readFile(path.join(folder, path.basename(request.url ?? ""))).then(
            (bytes) => response.end(bytes),
            () => response.writeHead(404).end(),
        );
    };
}

/** Variables with which npm reaches no registry and finds nothing of an earlier install. */
function offline(folder: string): Record<string, string> {
    return { npm_config_offline: "true", npm_config_cache: path.join(folder, "npm") };
}
