/**
 * Hashes words to 128 bits, as MurmurHash3 (x86, 128 bits; Austin Appleby, public domain) does with whole blocks.
 *
 * @param words the input, filled up with zeros to a multiple of four words; its length in bytes tells inputs apart that
 *   differ in zeros at the end
 * @param hash receives the four words of the result
 */
export function murmurHash3(words: Int32Array, lengthBytes: number, seed: number, hash: Int32Array): void {
    let h1 = seed;
    let h2 = seed;
    let h3 = seed;
    let h4 = seed;
    for (let at = 0; at * 4 < lengthBytes; at += 4) {
        h1 ^= scramble(words[at] as number, 0x239b961b, 15, -0x54f16877);
        h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
        h2 ^= scramble(words[at + 1] as number, -0x54f16877, 16, 0x38b34ae5);
        h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
        h3 ^= scramble(words[at + 2] as number, 0x38b34ae5, 17, -0x5e1c746d);
        h3 = (Math.imul(rotate(h3, 15) + h4, 5) - 0x6932e3cb) | 0;
        h4 ^= scramble(words[at + 3] as number, -0x5e1c746d, 18, 0x239b961b);
        h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
    }
    h2 ^= lengthBytes;
    h3 ^= lengthBytes;
    h4 ^= lengthBytes;
    h1 = ((h1 ^ lengthBytes) + h2 + h3 + h4) | 0;
    h2 = avalanche((h2 + h1) | 0);
    h3 = avalanche((h3 + h1) | 0);
    h4 = avalanche((h4 + h1) | 0);
    h1 = (avalanche(h1) + h2 + h3 + h4) | 0;
    hash[0] = h1;
    hash[1] = h2 + h1;
    hash[2] = h3 + h1;
    hash[3] = h4 + h1;
}

function scramble(word: number, first: number, turn: number, second: number): number {
    return Math.imul(rotate(Math.imul(word, first), turn), second);
}

function rotate(word: number, turn: number): number {
    return (word << turn) | (word >>> (32 - turn));
}

function avalanche(word: number): number {
    const once = Math.imul(word ^ (word >>> 16), -0x7a143595);
    const twice = Math.imul(once ^ (once >>> 13), -0x3d4d51cb);
    return twice ^ (twice >>> 16);
}
