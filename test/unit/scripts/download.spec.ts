import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import { connect, type Socket } from "node:net";
import path from "node:path";
import execa from "execa";
import { downloadPulumi } from "../../../scripts/pulumi/download";
import { programs } from "../../../scripts/pulumi/installation";
import type { Release } from "../../../scripts/pulumi/releases";
import { pinnedVersion } from "../../../scripts/pulumi/versions";
import { recordedScreen } from "../../support/process/recordedScreen";
import { withTemporaryFolder, writePulumi } from "../../support/pulumi/fakePrograms";
import { withServer } from "../../support/web/withServer";

const platform = `${process.platform}-${process.arch}`;
const file = "pulumi-v1.2.3.tar.gz";

/** A release with stand-ins for the programs, in the folder that Pulumi's own releases have. */
async function makeRelease(folder: string): Promise<{ archive: Buffer; available: Record<string, Release> }> {
    await writePulumi(path.join(folder, "made", "pulumi"), "1.2.3");
    await execa("tar", ["-czf", path.join(folder, file), "-C", path.join(folder, "made"), "pulumi"]);
    const archive = await readFile(path.join(folder, file));
    const digest = createHash("sha256").update(archive).digest("hex");
    return { archive, available: { [platform]: { file, algorithm: "sha256", digest } } };
}

interface Download {
    readonly server: Server;
    readonly url: string;
    /** Downloads with these environment variables; resolves to the folder of the programs and what was shown. */
    download(environment: NodeJS.ProcessEnv): Promise<{ bin: string; shown: string }>;
}

/** A test with a web server that has the release, or answers otherwise. */
async function withRelease(
    test: (download: Download) => Promise<void>,
    answer?: (archive: Buffer) => RequestListener,
): Promise<void> {
    await withTemporaryFolder(async (folder) => {
        const { archive, available } = await makeRelease(folder);
        const root = path.join(folder, "root");
        await mkdir(path.join(root, "bin"), { recursive: true });
        const serve: RequestListener = (request, response) => {
            response.writeHead(request.url === `/releases/${file}` ? 200 : 404, { "Content-Length": archive.length });
            response.end(archive);
        };
        await withServer(answer?.(archive) ?? serve, async (url, server) => {
            await test({
                server,
                url,
                download: async (environment) => {
                    const screen = recordedScreen();
                    await downloadPulumi(root, screen, environment, available);
                    return { bin: path.join(root, "bin"), shown: screen.text() };
                },
            });
        });
    });
}

describe("downloadPulumi", () => {
    it("takes the release from the mirror, and says from where", async () => {
        await withRelease(async ({ url, download }) => {
            const { bin, shown } = await download({ PULUMI_CLI_MIRROR: `${url}/releases/` });

            assert.deepEqual((await readdir(bin)).sort(), Object.values(programs).sort());
            assert.equal((await execa(path.join(bin, programs.cli), ["version"])).stdout, "v1.2.3");
            const title = `Downloading the Pulumi CLI ${pinnedVersion} from ${new URL(url).host} (a minute or two)`;
            assert.ok(shown.startsWith(`${title}\n`), shown);
            assert.deepEqual(await readdir(path.dirname(bin)), ["bin"]);
        });
    });

    it("unpacks nothing that is not what Pulumi published", async () => {
        const other: RequestListener = (_, response) => response.end("another file");
        await withRelease(
            async ({ url, download }) => {
                await assert.rejects(download({ PULUMI_CLI_MIRROR: `${url}/releases` }), {
                    message: `what came is not ${file}: its sha256 is not the one that Pulumi published`,
                });
            },
            () => other,
        );
    });

    it("gives the mirror the user and password of its address, and shows neither", async () => {
        const seen: (string | undefined)[] = [];
        await withRelease(
            async ({ url, download }) => {
                const address = url.replace("http://", "http://robot:p%40ss-word@");
                const { shown } = await download({ PULUMI_CLI_MIRROR: address });

                assert.deepEqual(seen, [`Basic ${Buffer.from("robot:p@ss-word").toString("base64")}`]);
                assert.doesNotMatch(shown, /robot|ss-word/);
            },
            (archive) => (request, response) => {
                seen.push(request.headers.authorization);
                response.end(archive);
            },
        );
    });

    for (const [variable, value] of [
        ["http_proxy", (host: string) => host],
        ["HTTP_PROXY", (host: string) => `http://${host}`],
    ] as const) {
        it(`goes through the proxy of ${variable}, but to the hosts of NO_PROXY`, async () => {
            await withRelease(async ({ url, server, download }) => {
                const { host, port } = new URL(url);
                const asked: string[] = [];
                server.on("connect", (request: IncomingMessage, socket: Socket) => {
                    asked.push(request.url ?? "");
                    const tunnel = connect(Number(port), "127.0.0.1");
                    tunnel.once("connect", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
                    tunnel.pipe(socket).pipe(tunnel);
                });
                const environment = {
                    [variable]: value(host),
                    PULUMI_CLI_MIRROR: "http://mirror.invalid/releases",
                };

                const { bin } = await download(environment);

                assert.deepEqual(asked, ["mirror.invalid:80"]);
                assert.ok((await readdir(bin)).includes(programs.cli));
                await assert.rejects(download({ ...environment, NO_PROXY: ".invalid" }), {
                    message: "mirror.invalid is not reachable",
                });
            });
        });
    }

    it("names the server that has no such file, the proxy that lets nothing through, and a mirror that is none", async () => {
        await withRelease(async ({ url, server, download }) => {
            const { host } = new URL(url);
            server.on("connect", (_, socket: Socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
            const cases = [
                [{ PULUMI_CLI_MIRROR: `${url}/elsewhere` }, `${host} answered 404`],
                [
                    { PULUMI_CLI_MIRROR: "http://mirror.invalid", HTTP_PROXY: url },
                    `mirror.invalid (through the proxy http://${host}) is not reachable`,
                ],
                [{ PULUMI_CLI_MIRROR: "/mnt/pulumi" }, "PULUMI_CLI_MIRROR is not the https address of a folder"],
            ] as const;

            for (const [environment, message] of cases) await assert.rejects(download(environment), { message });
        });
    });

    it("says that a download broke off", async () => {
        await withRelease(
            async ({ url, download }) => {
                await assert.rejects(download({ PULUMI_CLI_MIRROR: url }), {
                    message: `${new URL(url).host} broke off`,
                });
            },
            (archive) => (_, response) => {
                response.writeHead(200, { "Content-Length": archive.length });
                response.write(archive.subarray(0, 10), () => response.destroy());
            },
        );
    });

    it("says that there is no release for a platform", async () => {
        await withTemporaryFolder(async (folder) => {
            await assert.rejects(downloadPulumi(folder, recordedScreen(), {}, {}), {
                message: `Pulumi has no release for ${platform}`,
            });
        });
    });
});
