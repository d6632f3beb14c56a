import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ListUserImportJobsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { packUsers } from "../provider/src/users/packUsers";
import { countsOf, endOf } from "../test/support/emulator/importFixtures";
import type { CoreForServers } from "./coreForServers";
import { memoryFolder } from "./memoryFolder";
import { type Peer, putObject, type Scene, withScene } from "./uploadPeers";
import { madeUpUsers, writeCsv } from "./uploadUsers";

/** Where the users come from. */
export type Kind = "file" | "S3" | "users";

/** What create(), or the peer in its place, took. */
export interface Upload {
    readonly milliseconds: number;
    /** Of the process that did check() and create(), by the operating system's account. */
    readonly peakMegabytes: number;
}

/** What is uploaded: the same users in each form. */
export interface UploadWork {
    readonly core: CoreForServers;
    readonly users: number;
    readonly file: string;
    /** The file's MD5 in hex: what S3 calls its ETag. */
    readonly md5: string;
    /** What the program hands to the engine for typed users, as JSON. */
    readonly packedUsers: string;
    readonly packMilliseconds: number;
}

/** Runs `use` with made-up users in each form; their files are gone afterwards. */
export async function withUploadWork<T>(
    core: CoreForServers,
    users: number,
    use: (work: UploadWork) => Promise<T>,
): Promise<T> {
    const folder = await mkdtemp(join(memoryFolder(), "cognito-user-import-bench-"));
    try {
        const [file, packedUsers] = [join(folder, "users.csv"), join(folder, "users.json")];
        await withScene(core, ({ cognito, poolId }) => writeCsv(cognito, poolId, users, file));
        const md5 = createHash("md5")
            .update(await readFile(file))
            .digest("hex");
        const packMilliseconds = await packInto(packedUsers, users);
        return await use({ core, users, file, md5, packedUsers, packMilliseconds });
    } finally {
        await rm(folder, { recursive: true });
    }
}

/** Packs typed users as the program does; what that took, in milliseconds. */
async function packInto(file: string, count: number): Promise<number> {
    const users = madeUpUsers(count);
    const began = performance.now();
    const packed = packUsers(users);
    const milliseconds = performance.now() - began;
    await writeFile(file, JSON.stringify(packed));
    return milliseconds;
}

/**
 * check() and then create(), in a process of its own beside an emulator of its own. A peer takes the place of create() there,
 * so that both meet a machine and a server in the same condition: with the object in S3, where that is the source, and read
 * once by check(). What create() uploads must be the file, byte for byte.
 */
export async function upload(work: UploadWork, kind: Kind, peerOf?: PeerOf): Promise<Upload> {
    return await withScene(work.core, async (scene) => await uploadInto(scene, work, kind, peerOf));
}

/** A command that does what create() does. */
type PeerOf = (scene: Scene, file: string) => Promise<Peer>;

/** The same, and waits for the job: everybody is imported, exactly once. */
export async function uploadAndImport(work: UploadWork, kind: Kind): Promise<Upload> {
    return await withScene(work.core, async (scene) => {
        const uploaded = await uploadInto(scene, work, kind);
        const { cognito, poolId: UserPoolId } = scene;
        const { UserImportJobs = [] } = await cognito.send(
            new ListUserImportJobsCommand({ UserPoolId, MaxResults: 60 }),
        );
        const [JobId = ""] = UserImportJobs.map((job) => job.JobId ?? "");
        const job = await endOf(cognito, { UserPoolId, JobId });
        assert.deepEqual([job.Status, ...countsOf(job)], ["Succeeded", work.users, 0, 0]);
        assert.equal(UserImportJobs.length, 1);
        return uploaded;
    });
}

async function uploadInto(scene: Scene, work: UploadWork, kind: Kind, peerOf?: PeerOf): Promise<Upload> {
    const { endpoint, poolId } = scene;
    const { file, packedUsers, md5 } = work;
    if (kind === "S3") {
        await putObject(endpoint, file);
    }
    const source = { file, S3: "s3://people/users.csv", users: undefined }[kind];
    const peer = await peerOf?.(scene, file);
    const script = join(__dirname, "uploadRun.js");
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", script], {
        env: {
            ...process.env,
            NODE_OPTIONS: "",
            UPLOAD_RUN: JSON.stringify({ endpoint, poolId, source, packedUsers, peer }),
        },
    });
    const { uploadedMd5, ...uploaded } = JSON.parse(stdout) as Upload & { readonly uploadedMd5?: string };
    assert.equal(uploadedMd5, peer === undefined ? md5 : undefined);
    return uploaded;
}
