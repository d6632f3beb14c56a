import { encodePlainText, encodeText } from "../users/encodeValue";
import type { Reject } from "./columnValue";
import type { ReasonSink } from "./tally";

const edges = /^[\s\p{Z}\u0085\u200b]+|[\s\p{Z}\u0085\u200b]+$/gu;

/**
 * A value as the dialect of Cognito's CSV writes it. Spaces around it are cut off, as Cognito does, and line breaks, which
 * a value cannot have, become a space; these are counted.
 *
 * What the dialect cannot express at all is a reason to leave the row out.
 */
export function cellText(text: string, column: string, lost: ReasonSink, reject: Reject): string {
    const plain = text === "" ? "" : encodePlainText(text);
    if (plain !== undefined) {
        return plain;
    }
    let value = text.replace(edges, "");
    if (/[\r\n]/u.test(value)) {
        value = value.replace(/[^\S\r\n]*(?:\r\n?|\n)[^\S\r\n]*/gu, " ");
        lost.add(`${column}: line breaks, written as spaces`);
    }
    const written = encodeText(value);
    if (typeof written === "string") {
        return written;
    }
    reject(written.code, column, written.message);
    return "";
}
