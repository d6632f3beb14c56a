/**
 * How many bytes the headers of one gRPC answer may have together. They contain the error. Beyond 65,536 bytes gRPC for Node
 * never answers, and the engine waits for ever (seen with @grpc/grpc-js 1.14 on Node 20). The difference is for headers that
 * are not ours.
 */
export const maxHeaderBytes = 60_000;

/** Bytes of a text in the header `grpc-message`, which is percent-encoded. */
export function messageHeaderBytes(text: string): number {
    return encodeURI(text).length;
}

/** Bytes of binary data in a header whose name ends in `-bin`, which is base64. */
export function binaryHeaderBytes(bytes: number): number {
    return Math.ceil(bytes / 3) * 4;
}

/** Bytes of an object as a `google.protobuf.Struct`, which is how the engine gets properties. */
export function structBytes(properties: object): number {
    return Object.entries(properties).reduce((sum, [key, value]) => {
        const entry = lengthDelimited(Buffer.byteLength(key)) + lengthDelimited(valueBytes(value));
        return sum + lengthDelimited(entry);
    }, 0);
}

/**
 * The longest beginning of a text within the allowed cost, with an ellipsis if it is not the whole text. A pair of surrogates
 * is never cut in two, and a lone one is replaced: gRPC cannot encode it, and would never answer.
 *
 * @param costOf grows with the text
 */
export function beginning(text: string, maxCost: number, costOf: (text: string) => number): string {
    const whole = wellFormed(text);
    if (costOf(whole) <= maxCost) {
        return whole;
    }
    let fitting = 0;
    let tooLong = whole.length;
    while (tooLong - fitting > 1) {
        const middle = Math.floor((fitting + tooLong) / 2);
        if (costOf(shortened(whole, middle)) <= maxCost) {
            fitting = middle;
        } else {
            tooLong = middle;
        }
    }
    return shortened(whole, fitting);
}

/** A value without what cannot be sent: keys without a value, and lone surrogates. */
export function sendable(value: unknown): unknown {
    if (typeof value === "string") {
        return wellFormed(value);
    }
    if (Array.isArray(value)) {
        return value.map((item) => sendable(item) ?? null);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [wellFormed(key), sendable(item)]));
}

function wellFormed(text: string): string {
    return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

function shortened(text: string, length: number): string {
    return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, "")}…`;
}

function valueBytes(value: unknown): number {
    switch (typeof value) {
        case "number":
            return 9;
        case "string":
            return lengthDelimited(Buffer.byteLength(value));
        case "object":
            if (value !== null) {
                return lengthDelimited(Array.isArray(value) ? listBytes(value) : structBytes(value));
            }
            return 2;
        default:
            return 2;
    }
}

function listBytes(list: readonly unknown[]): number {
    return list.reduce<number>((sum, item) => sum + lengthDelimited(valueBytes(item)), 0);
}

/** Bytes of a field: its tag, its length, and so many bytes of content. */
function lengthDelimited(bytes: number): number {
    let size = 2 + bytes;
    for (let rest = bytes; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
        size++;
    }
    return size;
}
