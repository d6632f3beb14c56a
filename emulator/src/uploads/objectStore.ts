import type { Journal } from "../journal";
import type { ChecksumAlgorithm } from "./checksums";

/** One version of an object; its bytes are in the upload store. */
export interface StoredObject {
    /** The name of its bytes in the upload store. */
    readonly blob: string;
    /** `null` where the bucket keeps no versions. */
    readonly versionId: string;
    readonly bytes: number;
    /** MD5 in hex, without quotation marks. */
    readonly etag: string;
    readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
    /** Milliseconds since 1970. */
    readonly modifiedMs: number;
    /** content-type and x-amz-meta-…, as they were given. */
    readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The journal's entries about buckets and objects. */
export type ObjectEntry =
    | { readonly type: "bucket"; readonly bucket: string; readonly keepsVersions: boolean }
    | { readonly type: "object"; readonly bucket: string; readonly key: string; readonly object: StoredObject };

interface Bucket {
    keepsVersions: boolean;
    /** Versions by key, oldest first. */
    readonly objects: Map<string, StoredObject[]>;
}

/** The buckets that sources of imports are read from. */
export class ObjectStore {
    private readonly buckets = new Map<string, Bucket>();

    constructor(private readonly journal: Journal<ObjectEntry>) {}

    /** Whether there is such a bucket. */
    has(bucket: string): boolean {
        return this.buckets.has(bucket);
    }

    /** Whether the bucket keeps older versions of its objects. */
    keepsVersions(bucket: string): boolean {
        return this.buckets.get(bucket)?.keepsVersions === true;
    }

    /** Makes the bucket where it is missing, and sets whether it keeps versions. */
    setBucket(name: string, keepsVersions: boolean): void {
        const bucket = this.buckets.get(name);
        if (bucket === undefined) {
            this.buckets.set(name, { keepsVersions, objects: new Map() });
        } else {
            bucket.keepsVersions = keepsVersions;
        }
        this.journal.append({ type: "bucket", bucket: name, keepsVersions });
    }

    /** Adds a version; returns the one that it replaces, whose bytes are not needed any more. */
    put(bucket: string, key: string, object: StoredObject): StoredObject | undefined {
        const objects = this.buckets.get(bucket)?.objects;
        const versions = objects?.get(key) ?? [];
        const place = versions.findIndex(({ versionId }) => versionId === object.versionId);
        const replaced = place === -1 ? [] : versions.splice(place, 1);
        objects?.set(key, [...versions, object]);
        this.journal.append({ type: "object", bucket, key, object });
        return replaced[0];
    }

    /** A version of an object, the newest where none is named; `undefined`: there is none. */
    get(bucket: string, key: string, versionId: string | undefined): StoredObject | undefined {
        const versions = this.buckets.get(bucket)?.objects.get(key) ?? [];
        return versionId === undefined ? versions.at(-1) : versions.find((version) => version.versionId === versionId);
    }
}
