import { isShownWord } from "./isShownWord";
import { redacted, shownArn, shownUrl } from "./shownAddress";

/** How many characters of a text of AWS are read at most; what matters is at its beginning. */
export const maxTextLength = 2_000;

/** Where AWS repeats the request that it expected: the headers hold the session token. */
const repeatedRequest = /\s*The (?:Canonical String|String-to-Sign)[\s\S]*$/i;

/** A piece of the text: a quoted part, space, or a word. A double quote without an end quotes the rest. */
const pieces = /"[^"]*(?:"|$)|“[^”]*(?:”|$)|`[^`]*(?:`|$)|‘[^’]*’|(?<!\w)'[^']*'(?!\w)|\s+|[^\s"“`]+/g;

/** Quoted, but not a value: commands that the SDK tells a person to type. */
const shownQuotes: ReadonlySet<string> = new Set(["aws login", "aws sso login"]);

/** How a count is written. AWS's largest is 500,000; more digits in a row, or a zero before them, are a phone number. */
const count = /^(?:0|[1-9]\d{0,5}|[1-9]\d{0,2}(?:,\d{3}){1,3}|\d{1,3}\.\d{1,2})%?$/;

/**
 * A number before one of these counts something. Before a noun that a person may have, it counts only in the plural, or as 1:
 * "12345 user already exists" is about the user 12345.
 */
const counted =
    /^(?:%|attempts|bytes?|bits|characters?|columns?|days?|elements|errors|fields|hours?|items|jobs|(?:kilo|mega)?bytes|[KMG]i?B|milliseconds|min|minutes?|months?|ms|requests|rows|seconds?|times|tokens|tries|users|values)$/i;
const countedOnce = /^(?:error|job|request|row|token|user|validation|value)$/i;

/** After one of these, a number is a bound or a line; or a status, which has three digits: a person's code has more. */
const counting = /^(?:exceeded|exceeds?|least|line|lines|most|than)$/i;
const countingPair = /^(?:equal to|limit is|limit of|line number|maximum of|minimum of|up to)$/i;
const ofStatus = /^(?:code|status)$/i;

/**
 * The part of a text of AWS, its SDK or a server that may be shown, and kept in plain state: words of AWS's and its SDK's
 * messages, and ids that say where something is. Everything else could be personal data or a credential and is redacted.
 * Takes a bounded time, however long the text is.
 */
export function shownText(text: string): string {
    const isCut = text.length > maxTextLength;
    // Half a word could be another word.
    const head = isCut ? text.slice(0, maxTextLength).replace(/\S*$/, "…") : text;
    const found = head.replace(repeatedRequest, "").trim().match(pieces) ?? [];
    return joined(shownPieces(found));
}

interface Piece {
    readonly text: string;
    /** What surrounds the mark if the piece is redacted; `undefined`: it is shown. */
    readonly redactedIn?: { readonly lead: string; readonly trail: string };
}

function shownPieces(found: readonly string[]): Piece[] {
    const words = found.filter((piece) => piece.trim() !== "");
    let index = 0;
    return found.map((piece) => {
        if (piece.trim() === "") {
            return { text: " " };
        }
        const at = index++;
        return /^["“`‘']/.test(piece) && !/^'\w+$/.test(piece) ? shownQuote(piece) : shownPiece(piece, words, at);
    });
}

function shownQuote(piece: string): Piece {
    const content = piece.slice(1, -1);
    const isShown =
        shownQuotes.has(content) ||
        isPunctuation(content) ||
        (content !== "" && shownAddressOf(content) === content) ||
        isName(content);
    return isShown ? { text: piece } : shownAddress(shownAddressOf(content) ?? redacted);
}

/** An attribute, an argument or a header: a single word that AWS quotes, not a quoted sentence. */
function isName(content: string): boolean {
    return !/\s/.test(content) && isShownWord(content, true);
}

function shownPiece(piece: string, words: readonly string[], at: number): Piece {
    const [, lead = "", core = "", trail = ""] = /^([([{<'’.,;:]*)(.*?)([)\]}>'’.,;:!?…=]*)$/s.exec(piece) ?? [];
    const address = shownAddressOf(core);
    if (core === "" || address !== undefined) {
        return shownAddress(address ?? "", lead, trail);
    }
    const startsSentence = at === 0 || /[.!?:]\W*$/.test(words[at - 1] ?? "") || /[([]/.test(lead);
    const isShown = isPunctuation(core) || isCount(core, words, at) || isShownWord(core, startsSentence);
    return isShown ? { text: piece } : shownAddress(redacted, lead, trail);
}

function shownAddress(text: string, lead = "", trail = ""): Piece {
    if (text !== redacted) {
        return { text: lead + text + trail };
    }
    const opening = lead.includes("(") ? "(" : "";
    const closing = trail.replace(/[>'’\]}=]/g, "");
    return { text: "", redactedIn: { lead: opening, trail: opening === "" ? closing.replace(/\)/g, "") : closing } };
}

/** The part of a URL or an ARN that is shown; `undefined` for other words. */
function shownAddressOf(word: string): string | undefined {
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(word)) {
        return shownUrl(word);
    }
    return word.startsWith("arn:") ? shownArn(word) : undefined;
}

function isPunctuation(core: string): boolean {
    return /^[\p{P}\p{S}]{1,2}$/u.test(core);
}

function isCount(core: string, words: readonly string[], at: number): boolean {
    if (!count.test(core)) {
        return false;
    }
    const [before = "", after = ""] = [words[at - 1], words[at + 1]].map((word) => word?.replace(/\W+$/, ""));
    return (
        counted.test(after) ||
        (core === "1" && countedOnce.test(after)) ||
        counting.test(before) ||
        countingPair.test(`${words[at - 2]} ${before}`) ||
        (core.length <= 3 && ofStatus.test(before))
    );
}

/** One mark for several redacted pieces in a row. */
function joined(found: readonly Piece[]): string {
    let text = "";
    let space = "";
    let isOpen = false;
    for (const { text: shown, redactedIn } of found) {
        if (shown === " ") {
            space = " ";
            continue;
        }
        const { lead = "", trail = "" } = redactedIn ?? {};
        if (isOpen && redactedIn !== undefined) {
            text += lead === "" ? trail : trail.replace(")", "");
        } else {
            text += space + (redactedIn === undefined ? shown : lead + redacted + trail);
        }
        isOpen = redactedIn !== undefined && (isOpen && lead !== "" ? trail === ")" : trail === "");
        space = "";
    }
    return text;
}
