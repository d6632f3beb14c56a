import { randomBytes, randomUUID } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random letters and digits, as in the ids of user pools and import jobs. */
export function randomId(length: number): string {
    let id = "";
    while (id.length < length) {
        for (const byte of randomBytes(length)) {
            // 248 = 4 × 62: bytes above it would favour the first letters.
            if (byte < 248 && id.length < length) {
                id += alphabet[byte % alphabet.length];
            }
        }
    }
    return id;
}

/** A random UUID, as the `sub` of users. Node makes it of many small pieces; the copy in one piece saves 300 bytes a user. */
export function newSub(): string {
    return Buffer.from(randomUUID(), "latin1").toString("latin1");
}
