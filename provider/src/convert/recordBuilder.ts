import { TokenType } from "@streamparser/json";
import type { SourceRecord } from "./sourceRecord";

/** An object or array that has begun. */
interface Level {
    readonly value: Record<string, unknown> | unknown[];
    /** Of an object: the key that a value is to come for. */
    key: string | undefined;
    /** What may come next. */
    next: "first" | "item" | "colon" | "value" | "comma";
    /** Its items are users, and nobody else keeps them. */
    readonly holdsRecords: boolean;
    /** Of an object: it had an array of users, so that it is none itself. */
    isContainer: boolean;
    readonly line: number;
}

/** Makes values of tokens, and puts out the users as soon as they are whole. It checks the grammar, which a tokenizer does not. */
export class RecordBuilder {
    /** A token came that JSON does not allow there. Nothing is taken any more. */
    isBroken: boolean = false;
    private readonly levels: Level[] = [];

    /**
     * @param containers names of the properties whose arrays hold the users
     * @param found where the users go
     */
    constructor(
        private readonly containers: readonly string[],
        private readonly found: SourceRecord[],
    ) {}

    /** Whether an object that begins now may be a user, or hold some. */
    get isOutside(): boolean {
        const top = this.levels.at(-1);
        return top === undefined || top.holdsRecords;
    }

    /** Whether every object and array has ended. */
    get isWhole(): boolean {
        return this.levels.length === 0 && !this.isBroken;
    }

    /** @param line the one that the token is on, where it may be a user */
    take(token: TokenType, value: unknown, line: number): void {
        if (this.isBroken) {
            return;
        }
        const top = this.levels.at(-1);
        switch (token) {
            case TokenType.LEFT_BRACE:
            case TokenType.LEFT_BRACKET:
                this.begin(top, token === TokenType.LEFT_BRACKET, line);
                return;
            case TokenType.RIGHT_BRACE:
            case TokenType.RIGHT_BRACKET:
                this.end(top, token === TokenType.RIGHT_BRACKET);
                return;
            case TokenType.COLON:
                this.move(top, "colon", "value");
                return;
            case TokenType.COMMA:
                this.move(top, "comma", "item");
                return;
            default:
                this.takeScalar(top, value, line);
        }
    }

    private begin(top: Level | undefined, isArray: boolean, line: number): void {
        if (top !== undefined && !mayHoldValue(top)) {
            this.isBroken = true;
            return;
        }
        const isNamed = top?.key !== undefined && this.containers.includes(top.key) && this.isNearRoot();
        const holdsRecords = isArray && (top === undefined || isNamed);
        if (holdsRecords && top !== undefined) {
            top.isContainer = true;
        }
        const value: Level["value"] = isArray ? [] : (Object.create(null) as Record<string, unknown>);
        this.levels.push({ value, key: undefined, next: "first", holdsRecords, isContainer: false, line });
    }

    /** An object at the root, or an item of the array there: a page, a realm. */
    private isNearRoot(): boolean {
        return this.levels.length === 1 || (this.levels.length === 2 && this.levels[0]?.holdsRecords === true);
    }

    private end(top: Level | undefined, isArray: boolean): void {
        if (top === undefined || Array.isArray(top.value) !== isArray || !["first", "comma"].includes(top.next)) {
            this.isBroken = true;
            return;
        }
        this.levels.pop();
        const outer = this.levels.at(-1);
        if (outer === undefined || outer.holdsRecords) {
            if (!isArray && !top.isContainer) {
                this.found.push({ line: top.line, value: top.value as Record<string, unknown> });
            }
            if (outer !== undefined) {
                outer.next = "comma";
            }
        } else {
            keep(outer, top.holdsRecords ? undefined : top.value);
        }
    }

    private move(top: Level | undefined, from: Level["next"], to: Level["next"]): void {
        if (top === undefined || top.next !== from) {
            this.isBroken = true;
        } else {
            top.next = to;
        }
    }

    private takeScalar(top: Level | undefined, value: unknown, line: number): void {
        if (top === undefined || Array.isArray(top.value) || top.next === "value") {
            if (top === undefined || !mayHoldValue(top)) {
                this.isBroken = true;
            } else if (top.holdsRecords) {
                // Not an object, so no user; said where the record is looked at.
                this.found.push({ line, value: Object.create(null) as Record<string, unknown> });
                top.next = "comma";
            } else {
                keep(top, value);
            }
            return;
        }
        if (typeof value !== "string" || !["first", "item"].includes(top.next)) {
            this.isBroken = true;
            return;
        }
        top.key = value;
        top.next = "colon";
    }
}

function mayHoldValue({ value, next }: Level): boolean {
    return Array.isArray(value) ? next === "first" || next === "item" : next === "value";
}

function keep(level: Level, value: unknown): void {
    if (Array.isArray(level.value)) {
        level.value.push(value);
    } else if (level.key !== undefined) {
        level.value[level.key] = value;
        level.key = undefined;
    }
    level.next = "comma";
}
