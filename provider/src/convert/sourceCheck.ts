import type { Reason } from "./blockProblems";
import { inputError } from "./inputError";
import type { Mapping } from "./mapping";
import { ruleNames } from "./poolNeeds";
import { type PresetName, presets, recognize } from "./presets/presets";
import type { Fields, RecordSource, SourceRecord } from "./sourceRecord";

/** What is said about the source. */
interface SaidSource {
    readonly source: RecordSource;
    /** Of the file, for messages. */
    readonly name: string;
    readonly mapping: Mapping;
    readonly preset: PresetName | undefined;
}

/** Why a row is left out that has not one value for each column. */
export function valueCount({ value }: SourceRecord, header: readonly string[]): Reason {
    const count = (value as readonly string[]).length;
    return {
        code: "value-count",
        column: undefined,
        message: `The row has ${count} values, but the header has ${header.length} columns.`,
    };
}

/** Says that a file is not of the preset, and of which it is. */
export function otherSource({ name, preset, source }: SaidSource, fields: Fields): Error {
    const title = preset === undefined ? "" : presets[preset].title;
    const other = recognize(fields);
    const advice =
        other !== undefined
            ? `It looks like one of ${presets[other].title}: use --preset ${other}.`
            : source.header === undefined
              ? "Leave --preset out, and say in a mapping what is what."
              : "Leave --preset out for a CSV of another program.";
    return inputError(name, `is not an export of ${title}: its first user has another form. ${advice}`);
}

/**
 * Makes sure of what only the end of a file shows: that there are users, and that some of them have what the mapping names.
 *
 * @param met names that at least one user had
 * @throws UserImportError
 */
export function checkEnd({ name, source, mapping }: SaidSource, read: number, met: ReadonlySet<string>): void {
    if (read === 0) {
        throw inputError(
            name,
            source.header === undefined
                ? "has no users. If they are in a property of an object, say which in the mapping (records)."
                : "has a header, but no rows.",
        );
    }
    const missing =
        source.header === undefined
            ? ruleNames(mapping).find(([, names]) => names.every((one) => !met.has(one)))
            : undefined;
    if (missing !== undefined) {
        const [column, names] = missing;
        throw inputError(name, `has no user with ${names.join(" or ")}, which the mapping takes ${column} from.`);
    }
}

/** Code and column: messages may have a line in them, and would not add up. */
export function shortReason(reason: Reason | undefined): string {
    return reason === undefined ? "" : `${reason.code}${reason.column === undefined ? "" : ` (${reason.column})`}`;
}
