/** The hash of nothing. */
export const fnvOffset = 0x811c9dc5;

const carriageReturn = 0x0d;

/**
 * Goes on with an FNV-1a of 32 bits over some bytes, but for carriage returns, which come and go with the machine that
 * checked the file out.
 */
export function fnv1a(bytes: Buffer, start: number, end: number, hash: number): number {
    let result = hash;
    for (let at = start; at < end; at++) {
        const byte = bytes[at] as number;
        if (byte !== carriageReturn) {
            result = Math.imul(result ^ byte, 0x01000193) >>> 0;
        }
    }
    return result;
}
