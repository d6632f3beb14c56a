import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import execa from "execa";
import { type Answer, get } from "./httpGet";
import { programs } from "./installation";
import { longStep, type Report, type Screen } from "./longStep";
import { type Release, releases } from "./releases";
import { pinnedVersion } from "./versions";

/** The environment variable with the address of a folder that has Pulumi's release files, for a network without their sites. */
export const mirrorVariable = "PULUMI_CLI_MIRROR";

/** Where Pulumi publishes its releases: the same files in both. */
const sites = [
    "https://get.pulumi.com/releases/sdk",
    `https://github.com/pulumi/pulumi/releases/download/v${pinnedVersion}`,
];

/**
 * Downloads the released CLI into `<root>/bin`: from the mirror in PULUMI_CLI_MIRROR, or else from Pulumi's own site or GitHub, whichever
 * answers first; through the proxy that HTTPS_PROXY names. A file whose digest is not the pinned one is never unpacked.
 *
 * @param available - by platform; a test gives its own
 * @throws Error when there is no release for this platform, no site has it, it comes to a halt, or it is another file
 */
export async function downloadPulumi(
    root: string,
    screen: Screen,
    environment: NodeJS.ProcessEnv = process.env,
    available: Readonly<Record<string, Release>> = releases,
): Promise<void> {
    const platform = `${process.platform}-${process.arch}`;
    const release = available[platform];
    if (release === undefined) throw new Error(`Pulumi has no release for ${platform}`);
    const { answer, site } = await firstAnswer(release, environment);
    const what = `Downloading the Pulumi CLI ${pinnedVersion} from ${site}`;
    await longStep(what, "a minute or two", screen, async (report) => {
        const archive = path.join(root, release.file);
        await save(answer, archive, release, report);
        await unpack(archive, root);
    });
}

/** A site that has the file, and the file on its way from it. */
interface Source {
    readonly site: string;
    readonly answer: Answer;
}

async function firstAnswer(release: Release, environment: NodeJS.ProcessEnv): Promise<Source> {
    const mirror = environment[mirrorVariable];
    const reasons: string[] = [];
    for (const folder of mirror ? [mirror] : sites) {
        const url = addressOf(folder, release.file);
        try {
            // Where a firewall swallows what is sent to a site, nobody should wait long for what can be built.
            const answer = await get(url, environment, mirror ? 30_000 : 3_000);
            return { site: url.host, answer };
        } catch (error) {
            reasons.push(error instanceof Error ? error.message : String(error));
        }
    }
    throw new Error(reasons.join("; "));
}

function addressOf(folder: string, file: string): URL {
    const url = URL.canParse(folder) ? new URL(folder) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
        throw new Error(`${mirrorVariable} is not the https address of a folder`);
    }
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/${file}`;
    return url;
}

async function save({ chunks, bytes }: Answer, archive: string, release: Release, report: Report): Promise<void> {
    const hash = createHash(release.algorithm);
    let received = 0;
    await pipeline(
        chunks,
        async function* (source: AsyncIterable<Uint8Array>) {
            for await (const chunk of source) {
                hash.update(chunk);
                received += chunk.byteLength;
                if (bytes !== undefined) {
                    report({ share: received / bytes, text: `${megabytes(received)} of ${megabytes(bytes)} MB` });
                }
                yield chunk;
            }
        },
        createWriteStream(archive),
    );
    if (hash.digest("hex") !== release.digest) {
        throw new Error(
            `what came is not ${release.file}: its ${release.algorithm} is not the one that Pulumi published`,
        );
    }
}

/** Unpacks the programs, which the archive has in `pulumi/`, or on Windows in `Pulumi/bin/`, into `<root>/bin`. */
async function unpack(archive: string, root: string): Promise<void> {
    // Windows, too, has tar, and there it reads zip files.
    const { failed, stderr } = await execa("tar", ["-xf", path.basename(archive)], { cwd: root, reject: false });
    if (failed) throw new Error(`tar cannot unpack ${path.basename(archive)}: ${stderr.trim() || "there is no tar"}`);
    await rm(archive);
    const bin = path.join(root, "bin");
    for (const folder of ["pulumi/bin", "pulumi", "Pulumi/bin"].map((name) => path.join(root, name))) {
        const names: readonly string[] = await readdir(folder).catch(() => []);
        if (!names.includes(programs.cli)) continue;
        await rm(bin, { recursive: true, force: true });
        await rename(folder, bin);
        return;
    }
}

function megabytes(bytes: number): number {
    return Math.round(bytes / 1_000_000);
}
