import { createHmac, hash, randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

const fingerprintBytes = 6;
const saltBytes = 16;

/**
 * Which memberships a resource has put in, without a username: 48 bits of a keyed hash of each. Stored in their order, column by
 * column, they take about 5 bytes each. That any of 400,000 strangers in a group is taken for one of 400,000 recorded members has a
 * chance of 1 in 1,700.
 */
export class Ledger {
    private readonly fingerprints = new Set<number>();

    private constructor(private readonly salt: Buffer) {}

    /** One with a key of its own. */
    public static empty(): Ledger {
        return new Ledger(randomBytes(saltBytes));
    }

    /** The one that {@link text} wrote. */
    public static parse(text: string): Ledger {
        const bytes = Buffer.from(text, "base64");
        const ledger = new Ledger(bytes.subarray(0, saltBytes));
        const columns = inflateRawSync(bytes.subarray(saltBytes));
        const count = columns.length / fingerprintBytes;
        for (let index = 0; index < count; index++) {
            let fingerprint = 0;
            for (let column = 0; column < fingerprintBytes; column++) {
                fingerprint = fingerprint * 256 + (columns[column * count + index] ?? 0);
            }
            ledger.fingerprints.add(fingerprint);
        }
        return ledger;
    }

    /** An empty one with the same key. */
    public emptied(): Ledger {
        return new Ledger(this.salt);
    }

    /** Both together; the other one has the same key. */
    public with(other: Ledger): Ledger {
        const both = this.emptied();
        for (const fingerprint of [...this.fingerprints, ...other.fingerprints]) {
            both.fingerprints.add(fingerprint);
        }
        return both;
    }

    public get size(): number {
        return this.fingerprints.size;
    }

    /** @param name as the pool compares it, see `foldName` */
    public add(group: string, name: string): void {
        this.fingerprints.add(this.fingerprintOf(group, name));
    }

    public has(group: string, name: string): boolean {
        return this.fingerprints.has(this.fingerprintOf(group, name));
    }

    /** How it is kept in the state. */
    public text(): string {
        const sorted = Float64Array.from(this.fingerprints).sort();
        const columns = Buffer.alloc(sorted.length * fingerprintBytes);
        sorted.forEach((fingerprint, index) => {
            let rest = fingerprint;
            for (let column = fingerprintBytes - 1; column >= 0; column--) {
                columns[column * sorted.length + index] = rest % 256;
                rest = Math.floor(rest / 256);
            }
        });
        return Buffer.concat([this.salt, deflateRawSync(columns, { level: 9 })]).toString("base64");
    }

    private fingerprintOf(group: string, name: string): number {
        return createHmac("sha256", this.salt).update(`${group}\0${name}`).digest().readUIntBE(0, fingerprintBytes);
    }
}

/** A digest of memberships that does not depend on their order, nor on lines that say the same again. */
export function contentDigestOf(memberships: Iterable<readonly [group: string, username: string]>): string {
    const each = new Set<string>();
    for (const [group, username] of memberships) {
        each.add(hash("sha256", `${group}\0${username}`, "base64"));
    }
    return `sha256:${hash("sha256", [...each].sort().join(), "hex")}`;
}
