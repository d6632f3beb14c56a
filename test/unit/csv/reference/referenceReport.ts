import { notIgnorable, type ReferenceCode, referenceCodes } from "./referenceCodes";

/**
 * Takes one problem; a column that is not known, an empty string, is none. What is said once for several rows is said once
 * for each cause.
 */
export type Say = (code: ReferenceCode, line?: number, column?: string, cause?: string) => void;

/** One problem that was found, before it is decided how it is listed. */
interface Found {
    readonly code: ReferenceCode;
    readonly line: number | undefined;
    readonly column: string | undefined;
    readonly cause: string;
    /** The problems that follow from this one. */
    readonly following: { readonly code: ReferenceCode; readonly line: number }[];
}

/** What the reference says of a file. */
export interface ReferenceResult {
    readonly digest: string;
    readonly rows: number;
    readonly failingRows: number;
    readonly fileErrors: number;
    readonly rowErrors: number;
    /** Each problem as a text, see {@link described}. */
    readonly problems: readonly string[];
}

/** Everything that is wrong with a file. */
export class ReferenceReport {
    private readonly found: Found[] = [];

    /** @param ignored the codes that are ignored */
    constructor(private readonly ignored: readonly string[]) {}

    /** How many problems are errors of the file. */
    get fileErrors(): number {
        return this.errors.filter(({ code }) => kindOf(code).scope === "file").length;
    }

    /** How many rows have an error. */
    get failingRows(): number {
        return new Set(this.rowErrors.map(({ line }) => line)).size;
    }

    readonly say: Say = (code, line, column, cause = "") => {
        this.found.push({ code, line, column: column || undefined, cause, following: [] });
    };

    /**
     * Takes a problem that follows from another: it is counted with the last one of that, and not listed. Where there is
     * none, or where only that one is ignored, it is a problem of its own.
     */
    sayFollowing(cause: ReferenceCode, code: ReferenceCode, line: number, column?: string): void {
        const last = this.found.filter((one) => one.code === cause).at(-1);
        if (last === undefined || (this.isError(code) && !this.isError(cause))) {
            this.say(code, line, column);
        } else {
            last.following.push({ code, line });
        }
    }

    /** Whether a code is an error that is not ignored. */
    isError(code: ReferenceCode): boolean {
        return kindOf(code, this.ignored).severity === "error";
    }

    /** Counts what was found, and decides what is listed. */
    result(rows: number): Omit<ReferenceResult, "digest"> {
        const groups = new Map<string, Found[]>();
        for (const one of this.found) {
            const group = kindOf(one.code).listing === "onceAColumn" ? `${one.code} ${one.column}` : one.code;
            groups.set(group, [...(groups.get(group) ?? []), one]);
        }
        return {
            rows,
            failingRows: this.failingRows,
            fileErrors: this.fileErrors,
            rowErrors: this.rowErrors.length,
            problems: [...groups.values()].flatMap((group) => this.listed(group, rows)),
        };
    }

    private get errors(): { readonly code: ReferenceCode; readonly line: number | undefined }[] {
        return withFollowing(this.found).filter(({ code }) => this.isError(code));
    }

    private get rowErrors(): { readonly line: number | undefined }[] {
        return this.errors.filter(({ code }) => kindOf(code).scope === "row");
    }

    private listed(group: readonly Found[], rows: number): string[] {
        const isOfMost = new Set(withFollowing(group).map(({ line }) => line)).size > rows / 2;
        return group.flatMap((one) => {
            const kind = kindOf(one.code, this.ignored);
            if (kind.listing === "once" || (kind.listing !== "each" && isOfMost)) {
                const equals = group.filter(({ cause }) => cause === one.cause);
                return equals[0] === one ? [described(one, kind, withFollowing(equals).length)] : [];
            }
            return [described(one, kind, 1 + one.following.length)];
        });
    }
}

function withFollowing(found: readonly Found[]): { readonly code: ReferenceCode; readonly line: number | undefined }[] {
    return found.flatMap((one) => [one, ...one.following]);
}

/** A problem as a text: count, scope, severity, certainty, code, line and column. */
export function described(
    { code, line, column }: { code: string; line: number | undefined; column: string | undefined },
    kind: { scope: string; severity: string; certainty: string },
    count: number,
): string {
    return `${count} ${kind.scope} ${kind.severity} ${kind.certainty} ${code}@${line ?? ""}:${column ?? ""}`;
}

/** A code's entry in the table; what the user has ignored is a warning. */
export function kindOf(
    code: ReferenceCode,
    ignored: readonly string[] = [],
): { scope: string; severity: string; certainty: string; listing: string } {
    const [scope = "", severity = "", certainty = "", listing = ""] = referenceCodes[code].split(" ");
    const isIgnored = ignored.includes(code) && !notIgnorable.includes(code);
    return { scope, severity: isIgnored ? "warning" : severity, certainty, listing };
}
