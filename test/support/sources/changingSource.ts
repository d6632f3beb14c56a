import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFileSource } from "../../../provider/src/source/fileSource";
import { openRemoteSource } from "../../../provider/src/source/remoteSource";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { openS3Source } from "../../../provider/src/source/s3Source";
import type { Source } from "../../../provider/src/source/source";
import { s3Failure, scriptedS3 } from "../aws/scriptedS3";
import { manualClock } from "../process/manualClock";
import { fileServer } from "../web/fileServer";

/** A source whose content a test changes between the moments at which it is opened and read. */
export interface ChangingSource {
    /** What the store holds, from now on. */
    write(content: string): Promise<void>;
    open(): Promise<Source>;
    close(): Promise<void>;
}

/** A file, an object in S3 and a download, each as real as there is one without a network. */
export const changingSources = {
    "a file": async () => {
        const folder = await mkdtemp(join(tmpdir(), "changing-source-"));
        const path = join(folder, "users.csv");
        return {
            write: async (content) => await writeFile(path, content),
            open: async () => await openFileSource("users.csv", folder),
            close: async () => await rm(folder, { recursive: true }),
        };
    },
    "an object in S3": async () => {
        let text = "";
        const { requestHandler } = scriptedS3(({ headers }) => {
            const etag = `"${createHash("md5").update(text).digest("hex")}"`;
            const isOther = headers["if-match"] !== undefined && headers["if-match"] !== etag;
            return isOther ? s3Failure(412, "PreconditionFailed") : { status: 200, headers: { etag }, text };
        });
        const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
        const objects = createS3Objects({ region: "us-east-1", credentials, maxAttempts: 1, requestHandler });
        return {
            write: async (content) => {
                text = content;
            },
            open: async () => await openS3Source(objects, parseS3Url("s3://people/users.csv"), manualClock()),
            close: async () => undefined,
        };
    },
    "a download": async () => {
        const server = await fileServer();
        const url = new URL(`${server.url}/users.csv`);
        const clock = manualClock();
        const location = { url, description: url.href, trustedOrigins: [url.origin], maxBytes: 10_000_000, clock };
        return {
            write: async (content) => void server.files.set("/users.csv", content),
            open: async () => await openRemoteSource(location),
            close: server.close,
        };
    },
} satisfies Record<string, () => Promise<ChangingSource>>;

/** The same source, around which something happens: once it is opened, or once its first bytes are read. */
export function interrupted(source: Source, moment: "opened" | "begun", happens: () => Promise<void>): Source {
    return {
        ...source,
        read: async function* () {
            let isDue = true;
            const meanwhile = async (now: typeof moment): Promise<void> => {
                if (isDue && now === moment) {
                    isDue = false;
                    await happens();
                }
            };
            await meanwhile("opened");
            for await (const chunk of source.read()) {
                yield chunk;
                await meanwhile("begun");
            }
        },
    };
}
