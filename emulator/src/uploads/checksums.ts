import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** A checksum that is fed piece by piece. */
export interface Checksum {
    update(bytes: Buffer): void;
    /** As S3 writes it. */
    base64(): string;
}

/** The algorithms of S3's x-amz-checksum-… headers. */
export const checksumAlgorithms = ["crc32", "crc32c", "crc64nvme", "sha1", "sha256"] as const;

/** One of {@link checksumAlgorithms}. */
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** Starts a checksum. */
export function startChecksum(algorithm: ChecksumAlgorithm): Checksum {
    switch (algorithm) {
        case "crc32": {
            let value = 0;
            const update = (bytes: Buffer): void => {
                value = crc32(bytes, value);
            };
            return { update, base64: () => base64Of(BigInt(value), 4) };
        }
        case "crc32c":
            return startCrc(32n, 0x82f63b78n);
        case "crc64nvme":
            return startCrc(64n, 0x9a6c9329ac4bc9b5n);
        default: {
            const hash = createHash(algorithm);
            return { update: (bytes) => void hash.update(bytes), base64: () => hash.digest("base64") };
        }
    }
}

/** A reflected CRC that starts and ends with all bits inverted. In two halves: big integers are slow byte by byte. */
function startCrc(bits: bigint, polynomial: bigint): Checksum {
    const table = Array.from({ length: 256 }, (_, index) => {
        let value = BigInt(index);
        for (let bit = 0; bit < 8; bit++) {
            value = (value & 1n) === 1n ? (value >> 1n) ^ polynomial : value >> 1n;
        }
        return value;
    });
    const lows = Uint32Array.from(table, (value) => Number(value & 0xffffffffn));
    const highs = Uint32Array.from(table, (value) => Number(value >> 32n));
    let low = 0xffffffff;
    let high = bits === 64n ? 0xffffffff : 0;
    return {
        update(bytes) {
            for (const byte of bytes) {
                const index = (low ^ byte) & 0xff;
                low = ((low >>> 8) | (high << 24)) ^ (lows[index] ?? 0);
                high = (high >>> 8) ^ (highs[index] ?? 0);
            }
        },
        base64() {
            const value = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
            return base64Of(value ^ ((1n << bits) - 1n), Number(bits / 8n));
        },
    };
}

function base64Of(value: bigint, bytes: number): string {
    return Buffer.from(value.toString(16).padStart(bytes * 2, "0"), "hex").toString("base64");
}
