import { pbkdf2, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { type PasswordHash, parsePasswordHash } from "../csv/passwordHash";
import { unsupportedFeature } from "../errors";

type Parts = PasswordHash["parts"];
type Verify = (password: string, parts: Parts, text: string) => Promise<boolean>;

const deriveScrypt = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const derivePbkdf2 = promisify(pbkdf2);

/** The libraries are loaded when the first such hash comes: most emulators never see one. */
const verifiers: Readonly<Record<PasswordHash["algorithm"], Verify>> = {
    async BCRYPT(password, { minor, cost, saltAndHash }) {
        // 2x marks hashes of an old library that took bytes above 127 for negative numbers; for ASCII it was right.
        if (minor === "x" && /[^\0-\x7f]/.test(password)) {
            throw unsupportedFeature("BCRYPT hashes with $2x$ of passwords with characters outside ASCII");
        }
        const { compare } = await import("bcryptjs");
        return compare(password, `$2b$${cost}$${saltAndHash}`);
    },
    async SCRYPT(password, { N, r, p, salt = "", hash = "" }) {
        const kept = Buffer.from(hash, "hex");
        // Node's own limit is below what Cognito's most expensive hashes take, a little more than 64 MiB.
        const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: 128 * 2 ** 20 };
        return isSame(kept, await deriveScrypt(password, Buffer.from(salt, "hex"), kept.length, options));
    },
    async ARGON2ID(password, { version }, text) {
        if (version !== "19") {
            throw unsupportedFeature(`ARGON2ID hashes of version ${version}`);
        }
        const { argon2Verify } = await import("hash-wasm");
        return argon2Verify({ password, hash: text });
    },
    async PBKDF2_SHA256(password, { iterations, salt = "", hash = "" }) {
        const kept = fromBase64(hash);
        return isSame(kept, await derivePbkdf2(password, fromBase64(salt), Number(iterations), kept.length, "sha256"));
    },
};

/** Ends when every earlier hash has been verified. */
let earlier: Promise<unknown> = Promise.resolve();

/**
 * Whether `text`, an imported hash, is that of `password`. Takes some tenths of a second, by the hash's cost, and first as long as
 * the hashes before it: they are verified one after another, because many at a time would keep everything else waiting.
 * @throws EmulatorError UnsupportedFeatureException for the few hashes that the libraries do not know.
 */
export function verifyPasswordHash(text: string, password: string): Promise<boolean> {
    const verified = earlier.then(async () => {
        // Some of the work blocks the event loop, which therefore gets a turn between two hashes.
        await setImmediate();
        const hash = parsePasswordHash(text);
        return hash !== undefined && (await verifiers[hash.algorithm](password, hash.parts, text));
    });
    earlier = verified.catch(() => {});
    return verified;
}

function isSame(kept: Buffer, derived: Buffer): boolean {
    return kept.length === derived.length && timingSafeEqual(kept, derived);
}

/** Passlib writes `.` for `+`. */
function fromBase64(text: string): Buffer {
    return Buffer.from(text.replaceAll(".", "+"), "base64");
}
