import type { PasswordHashingAlgorithm } from "../../types";
import { maxValueCharacters } from "../csvLimits";
import { readValue } from "../dialect";
import type { NamePlaces } from "../names/nameRules";
import type { ColumnKind, ColumnPlan } from "../rows/columnPlan";
import type { CsvPoolRules } from "../types";
import { firstImplausibleSecond } from "../values/formRules";
import { passwordHashProblem } from "../values/passwordHash";
import {
    booleanAt,
    hasUnicodeSpaceAtEdge,
    isPlainDate,
    isPlainEmail,
    isPlainPhone,
    measureText,
    textAt,
    wholeNumberAt,
} from "./byteForms";
import { CleanUsername } from "./cleanUsername";
import { RowFacts } from "./rowFacts";

const backslash = 0x5c;
const space = 0x20;
const tab = 0x09;
const quote = 0x22;

/** Tells the values in which nothing at all is wrong, by their bytes. */
export class CleanValues {
    private readonly username: CleanUsername;
    /** What the values of the row say together. */
    private readonly facts: RowFacts;
    private readonly rowNames = {
        usernameStart: 0,
        usernameEnd: 0,
        emailStart: 0,
        emailEnd: 0,
        phoneStart: 0,
        phoneEnd: 0,
    };
    private readonly kinds: readonly ColumnKind[];
    /** By column: 1 where a clean row may have no value. */
    private readonly mayBeEmpty: Uint8Array;
    private readonly minBytes: Float64Array;
    private readonly maxBytes: Float64Array;
    private readonly minValues: Float64Array;
    private readonly maxValues: Float64Array;
    private readonly algorithms: readonly (PasswordHashingAlgorithm | undefined)[];

    /** @param reportedColumns columns of another type than strings and numbers that a problem has been added for */
    constructor(
        plans: readonly ColumnPlan[],
        pool: CsvPoolRules,
        private readonly reportedColumns: ReadonlySet<number>,
    ) {
        this.kinds = plans.map(({ kind }) => kind);
        this.mayBeEmpty = Uint8Array.from(plans, ({ kind, isRequired }) => (isRequired || kind === "username" ? 0 : 1));
        this.minBytes = Float64Array.from(plans, ({ minCharacters }) => (minCharacters > 1 ? 4 * minCharacters : 0));
        this.maxBytes = Float64Array.from(plans, ({ maxCharacters }) => maxCharacters);
        this.minValues = Float64Array.from(plans, ({ minValue }) => minValue);
        this.maxValues = Float64Array.from(plans, ({ maxValue }) => maxValue);
        this.algorithms = plans.map(({ algorithm }) => algorithm);
        this.facts = new RowFacts(pool);
        this.username = new CleanUsername(pool);
    }

    /** Where the names of the row stand. Lent: the next row changes it. */
    get names(): NamePlaces {
        const { rowNames, username, facts } = this;
        rowNames.usernameStart = username.start;
        rowNames.usernameEnd = username.end;
        rowNames.emailStart = facts.emailStart;
        rowNames.emailEnd = facts.isEmailVerified ? facts.emailEnd : 0;
        rowNames.phoneStart = facts.phoneStart;
        rowNames.phoneEnd = facts.isPhoneVerified ? facts.phoneEnd : 0;
        return rowNames;
    }

    /** Forgets the values of the row before. */
    beginRow(): void {
        this.facts.clear();
        this.username.clear();
    }

    /** Whether the values of the row, clean each by itself, make one in which nothing is wrong. */
    areClean(bytes: Uint8Array): boolean {
        return this.username.fits(bytes, this.facts) && this.facts.areClean();
    }

    /** Whether the value in `bytes[start]` to `bytes[end - 1]`, with the spaces around it, is clean in this column. */
    isClean(bytes: Uint8Array, start: number, end: number, column: number): boolean {
        if (start >= end) {
            return this.mayBeEmpty[column] === 1;
        }
        const first = bytes[start] as number;
        const last = bytes[end - 1] as number;
        const length = end - start;
        const isPlain =
            first > quote &&
            first < 0x80 &&
            last > space &&
            last < 0x80 &&
            last !== backslash &&
            length <= (this.maxBytes[column] as number) &&
            length >= (this.minBytes[column] as number);
        if (isPlain) {
            return this.kinds[column] === "text" || this.isCleanForm(bytes, start, end, column);
        }
        return this.isCleanUnusual(bytes, start, end, column);
    }

    /** With spaces around it, of unusual length, or with other edges than visible ASCII. */
    private isCleanUnusual(bytes: Uint8Array, writtenStart: number, writtenEnd: number, column: number): boolean {
        let start = writtenStart;
        let end = writtenEnd;
        while (start < end && (bytes[start] === space || bytes[start] === tab)) {
            start++;
        }
        while (end > start && (bytes[end - 1] === space || bytes[end - 1] === tab)) {
            end--;
        }
        if (start === end) {
            return this.mayBeEmpty[column] === 1;
        }
        const first = bytes[start] as number;
        const last = bytes[end - 1] as number;
        return (
            first > space &&
            first !== quote &&
            last > space &&
            last !== backslash &&
            !hasUnicodeSpaceAtEdge(bytes, start, end) &&
            this.isCleanLength(bytes, start, end, column) &&
            (this.kinds[column] === "text" || this.isCleanForm(bytes, start, end, column))
        );
    }

    private isCleanLength(bytes: Uint8Array, start: number, end: number, column: number): boolean {
        const length = end - start;
        if (length <= (this.maxBytes[column] as number) && length >= (this.minBytes[column] as number)) {
            return true;
        }
        const { characters, units, writtenBytes } = measureText(bytes, start, end);
        return (
            units <= (this.maxBytes[column] as number) &&
            (this.kinds[column] === "username" || writtenBytes <= maxValueCharacters) &&
            characters * 4 >= (this.minBytes[column] as number)
        );
    }

    private isCleanForm(bytes: Uint8Array, start: number, end: number, column: number): boolean {
        switch (this.kinds[column]) {
            case "username":
                return this.username.isClean(bytes, start, end);
            case "email":
                this.facts.addEmail(start, end);
                return isPlainEmail(bytes, start, end);
            case "phone":
                this.facts.addPhone(start, end);
                return isPlainPhone(bytes, start, end);
            case "birthdate":
                return isPlainDate(bytes, start, end);
            case "updatedAt":
            case "number":
                return this.isCleanNumber(wholeNumberAt(bytes, start, end), column);
            case "otherType":
                return this.reportedColumns.has(column);
            case "passwordHash":
                return isCleanHash(textAt(bytes, start, end), this.algorithms[column]);
            default:
                return this.isCleanBoolean(booleanAt(bytes, start, end), column);
        }
    }

    private isCleanNumber(value: number, column: number): boolean {
        const isTime = this.kinds[column] === "updatedAt";
        return (
            value >= (this.minValues[column] as number) &&
            value <= (this.maxValues[column] as number) &&
            (!isTime || (value >= 0 && value < firstImplausibleSecond))
        );
    }

    /** @param value 1 for true, 0 for false, -1 for neither */
    private isCleanBoolean(value: number, column: number): boolean {
        const { facts, kinds } = this;
        switch (kinds[column]) {
            case "emailVerified":
                return facts.addEmailVerified(value);
            case "phoneVerified":
                return facts.addPhoneVerified(value);
            default:
                return facts.isMfa(value);
        }
    }
}

/** @param written the value as written in the file */
function isCleanHash(written: string, algorithm: PasswordHashingAlgorithm | undefined): boolean {
    return algorithm !== undefined && passwordHashProblem(readValue(written), algorithm) === undefined;
}
