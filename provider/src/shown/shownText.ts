import { isShownWord } from "./isShownWord";
import { redacted, shownArn, shownUrl } from "./shownAddress";

/** No more of a text of AWS is looked at than so many characters; what it says is at its beginning. */
export const maxTextLength = 2_000;

/** Where AWS repeats the request that it expected: the headers hold the session token. */
const repeatedRequest = /\s*The (?:Canonical String|String-to-Sign)[\s\S]*$/i;

/** What the text is made of: something in quotes, space, or a word. What begins with a double quote and has no end is quoted. */
const pieces = /"[^"]*(?:"|$)|“[^”]*(?:”|$)|`[^`]*(?:`|$)|‘[^’]*’|(?<!\w)'[^']*'(?!\w)|\s+|[^\s"“`]+/g;

/** In quotes, and still no value: what the SDK says to type. */
const shownQuotes: ReadonlySet<string> = new Set(["aws login", "aws sso login"]);

/** A number with one of these after it counts something; with one of those before it, it is a bound or a line. */
const counted =
    /^(?:%|attempts|bytes?|bits|characters?|columns?|days?|elements|fields|hours?|(?:kilo|mega)?bytes|[KMG]i?B|items|jobs?|min|minutes?|months?|requests?|rows?|seconds?|times|tokens?|tries|users?|validation|values?|errors?)$/i;
const counting = /^(?:code|exceeded|exceeds?|least|line|lines|most|number|status|than)$/i;
const countingPair = /^(?:equal to|limit of|maximum of|minimum of|up to)$/i;

/**
 * What may be shown, and kept in plain state, of a text of AWS, its SDK or a server: words of AWS's and its SDK's messages,
 * and ids that say where something is. All else could be a value of a person or a credential, and is redacted: what is not
 * known is not shown. Takes a time that is bounded, however long the text is.
 */
export function shownText(text: string): string {
    const isCut = text.length > maxTextLength;
    // A word that is cut in two could be another one.
    const head = isCut ? text.slice(0, maxTextLength).replace(/\S*$/, "…") : text;
    const found = head.replace(repeatedRequest, "").trim().match(pieces) ?? [];
    return joined(shownPieces(found));
}

interface Piece {
    readonly text: string;
    /** What stands around the mark where the piece is redacted; `undefined`: it is shown. */
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

/** An attribute, an argument or a header: a single word of letters that AWS puts into quotes, not one of a sentence. */
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

/** What is shown of a URL or an ARN; `undefined` for what is neither. */
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
    if (!/^(?:\d{1,9}|\d{1,3}(?:,\d{3}){1,3}|\d{1,3}\.\d{1,2})%?$/.test(core)) {
        return false;
    }
    const [before = "", after = ""] = [words[at - 1], words[at + 1]].map((word) => word?.replace(/\W+$/, ""));
    return counted.test(after) || counting.test(before) || countingPair.test(`${words[at - 2]} ${before}`);
}

/** One mark for what is redacted in a row. */
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
