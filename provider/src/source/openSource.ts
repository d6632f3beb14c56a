import type { Agents } from "../aws/connections/agents";
import type { AlarmClock } from "../clock";
import { UserImportError } from "../errors/errors";
import { openFileSource } from "./fileSource";
import { openRemoteSource } from "./remoteSource";
import type { S3Objects } from "./s3Objects";
import { openS3Source } from "./s3Source";
import type { Source } from "./source";
import { type AssetValue, describeLocation, locateSource, type SourceLocation } from "./sourceLocation";

/** What opening a source takes from outside. */
export interface SourceEnvironment {
    /** Where a relative path starts; `undefined`: in the folder of this process. */
    readonly folder?: string | undefined;
    /** Made when the first object is opened. */
    s3(): S3Objects | Promise<S3Objects>;
    /** How a remote asset is connected to, asked when one is opened; `undefined`: as Node has it. */
    agents?(): Promise<Agents>;
    /** Protocols and hosts that a remote asset may be read from without https. */
    readonly trustedOrigins: readonly string[];
    /** No more than this is read of a source whose size nobody tells. */
    readonly maxBytes: number;
    readonly clock: AlarmClock;
    /** Ends a download with its reason; `undefined`: nothing does. */
    readonly signal?: AbortSignal | undefined;
}

/**
 * {@link openSource} with what a process has once and for all.
 *
 * @param userPoolId the pool whose region and account are meant; `undefined`: not known yet
 * @param how where a relative path starts, and how much is read of a source whose size nobody tells
 */
export type OpenSource = (
    source: string | AssetValue,
    userPoolId: string | undefined,
    how: Pick<SourceEnvironment, "folder" | "maxBytes">,
) => Promise<Source>;

/**
 * Opens what the argument `source` names.
 *
 * @throws UserImportError saying why it cannot be read
 */
export async function openSource(source: string | AssetValue, environment: SourceEnvironment): Promise<Source> {
    const location = locateSource(source);
    const description = describeLocation(location);
    return await open(location, description, environment).catch((error: unknown) => {
        throw error instanceof UserImportError
            ? error
            : new UserImportError("source-unreadable", `The source ${description} cannot be read.`, { cause: error });
    });
}

async function open(location: SourceLocation, description: string, environment: SourceEnvironment): Promise<Source> {
    switch (location.kind) {
        case "file":
            return await openFileSource(location.path, environment.folder);
        case "text":
            return openTextSource(location.text, description);
        case "remote":
            return await openRemoteSource({
                ...environment,
                agents: await environment.agents?.(),
                url: location.url,
                description,
            });
        case "s3":
            return await openS3Source(await environment.s3(), location, environment.clock, environment.signal);
    }
}

/** A CSV that the program holds as text. */
export function openTextSource(text: string, description: string): Source {
    const bytes = Buffer.from(text, "utf8");
    return {
        description,
        sizeBytes: bytes.length,
        read: async function* () {
            yield bytes;
        },
    };
}
