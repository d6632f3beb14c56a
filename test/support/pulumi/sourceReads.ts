import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { PartLimits } from "../../../provider/src/split/part";
import { putObjects } from "../aws/putObjects";
import { clientOf, withEmulatorProcess } from "../emulator/emulatorProcess";
import { createPool, roleArn } from "../emulator/importFixtures";
import { assertReadsAreCounted, readBytesOf } from "../process/readBytes";
import { writeWideCsv } from "../sources/wideCsv";
import { type ByteMeter, withByteMeter } from "../web/byteMeter";
import { withStack } from "./pulumiStack";
import type { StackConfig } from "./stackConfig";
import type { TestStack } from "./testStack";

const program = resolve(__dirname, "../../fixtures/programs/sideBySide");

/** A resource that imports a file, and its like that imports an object in S3. */
export interface ReadingResources {
    readonly type: "UserImport" | "UserImportJob";
    readonly fileBytes: number;
    readonly objectBytes: number;
    /** Of a job of a UserImport; default: AWS's. */
    readonly limits?: PartLimits;
    /** As a stack's. */
    readonly startsAsForUsers?: boolean;
}

/** How often a command read each source: bytes that it read, by those that the source has. */
export interface SourceReads {
    readonly file: number;
    readonly object: number;
}

/** Of a preview before anything is there, of the `up` that imports, and of another that has nothing to do. */
export interface ReadsOfCommands {
    readonly preview: SourceReads;
    readonly up: SourceReads;
    readonly upAgain: SourceReads;
}

/**
 * Counts how often commands of the real engine read large sources, in the program and in the plugin together: of a file by the
 * kernel's account, of an object by what the server sends. What processes read of their own code is taken off: a preview with
 * few users tells how much that is.
 *
 * @throws Error where not everybody was imported, or where the kernel does not count
 */
export async function countSourceReads(resources: ReadingResources): Promise<ReadsOfCommands> {
    assertReadsAreCounted();
    const folder = await mkdtemp(join(tmpdir(), "source-reads-"));
    try {
        return await withEmulatorProcess([], async (url) => {
            const cognito = clientOf(url);
            const files = await writeFiles(cognito, folder, resources);
            cognito.destroy();
            await putObjects(url, { "few.csv": files.few, "users.csv": files.object.path });
            return await withByteMeter(url, async (meter) => await countWith(resources, files, url, meter));
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** A CSV, and the pool that it is imported into. */
interface Content {
    readonly path: string;
    readonly poolId: string;
    readonly users: number;
    readonly bytes: number;
}

interface Files {
    readonly file: Content;
    readonly object: Content;
    readonly few: string;
}

async function writeFiles(
    cognito: CognitoIdentityProviderClient,
    folder: string,
    { fileBytes, objectBytes }: ReadingResources,
): Promise<Files> {
    const write = async (name: string, bytes: number): Promise<Content> => {
        const [path, poolId] = [join(folder, name), await createPool(cognito)];
        return { path, poolId, ...(await writeWideCsv(cognito, poolId, bytes, path)) };
    };
    const few = await write("few.csv", 10_000);
    return { file: await write("users.csv", fileBytes), object: await write("object.csv", objectBytes), few: few.path };
}

async function countWith(
    { type, limits, startsAsForUsers = false }: ReadingResources,
    { file, object, few }: Files,
    url: string,
    meter: ByteMeter,
): Promise<ReadsOfCommands> {
    const sources = (path: string, key: string): StackConfig => ({
        [type === "UserImport" ? "imports" : "jobs"]: {
            file: { userPoolId: file.poolId, cloudWatchLogsRoleArn: roleArn, source: path },
            object: { userPoolId: object.poolId, cloudWatchLogsRoleArn: roleArn, source: `s3://people/${key}` },
        },
    });
    const config: StackConfig = {
        "aws:endpoints": [{ cognitoidp: url, logs: url, s3: meter.url }],
        ...(limits !== undefined && { limits }),
        ...sources(few, "few.csv"),
    };
    return await withStack({ program, config, startsAsForUsers }, async (stack) => {
        const unrelated = await readsBy(stack, "preview", meter);
        await stack.setConfig(sources(file.path, "users.csv"));
        const readsOf = async (command: "preview" | "up"): Promise<SourceReads> => {
            const { fileBytes, objectBytes } = await readsBy(stack, command, meter);
            return {
                file: (fileBytes - unrelated.fileBytes) / file.bytes,
                object: (objectBytes - unrelated.objectBytes) / object.bytes,
            };
        };
        const reads = { preview: await readsOf("preview"), up: await readsOf("up"), upAgain: await readsOf("up") };
        const outputs = await stack.outputs();
        if (outputs.file !== file.users || outputs.object !== object.users) {
            const expected = `${file.users} and ${object.users}`;
            throw new Error(`${outputs.file} and ${outputs.object} users were imported, not ${expected}`);
        }
        return reads;
    });
}

/** What the command's processes have read from files, and what the server of objects has sent. */
async function readsBy(
    stack: TestStack,
    command: "preview" | "up",
    meter: ByteMeter,
): Promise<{ readonly fileBytes: number; readonly objectBytes: number }> {
    const sentBefore = await meter.sentBytes();
    const bytes = await readBytesOf(async () => await stack[command]({ timeoutSeconds: 3600 }));
    const objectBytes = (await meter.sentBytes()) - sentBefore;
    // An object's bytes come through a socket, which is read too.
    return { fileBytes: bytes - objectBytes, objectBytes };
}
