import type { ColumnChoices, OutColumn } from "./columnSources";
import { listOf } from "./mapping";
import { isFilled } from "./presets/preset";
import { isRejectedColumn } from "./rejectedRows";
import type { Fields, SourceRecord } from "./sourceRecord";
import type { ReasonSink } from "./tally";

/** Names like those that programs give to properties. Others may be somebody's data, and are not shown. */
const plainName = /^[A-Za-z_][\w.:-]{0,60}$/u;

const why = "the pool has no such column, and no rule of the mapping takes it";

/**
 * Counts what users have that no rule takes. Of a preset, only what is said there: the rest it knows to be of no use.
 *
 * @param header of the CSV; `undefined`: users are objects
 */
export function unusedNames(
    { mapping, preset }: ColumnChoices,
    columns: readonly OutColumn[],
    header: readonly string[] | undefined,
    lost: ReasonSink,
): (value: SourceRecord["value"]) => void {
    const used = new Set([
        ...columns.flatMap(({ rule }) => (rule === undefined || "value" in rule ? [] : listOf(rule.from))),
        ...listOf(mapping.passwordHash?.from ?? "password_hash"),
        ...listOf(mapping.groups?.from ?? "groups"),
    ]);
    const isUsed = (name: string): boolean =>
        used.has(name) ||
        isRejectedColumn(name) ||
        name === "rejected" ||
        [...used].some((one) => one.startsWith(`${name}.`) || one.startsWith(`${name}[`));
    if (header !== undefined) {
        const lower = new Set([...used].map((name) => name.toLowerCase()));
        const unused = header
            .map((name, index) => ({ name, index }))
            .filter(({ name }) => !isUsed(name) && !lower.has(name.toLowerCase()));
        return (value) => {
            for (const { name, index } of unused) {
                if ((value as readonly string[])[index] !== "") {
                    lost.add(reasonFor(name));
                }
            }
        };
    }
    const known = new Map<string, boolean>();
    return (value) => {
        const fields = value as Fields;
        for (const name in fields) {
            let counts = known.get(name);
            if (counts === undefined) {
                counts = !isUsed(name) && (preset === undefined || preset.counts(name));
                known.set(name, counts);
            }
            if (counts && isFilled(fields[name])) {
                lost.add(reasonFor(name));
            }
        }
    };
}

function reasonFor(name: string): string {
    return plainName.test(name) ? `${name}: ${why}` : `a column or property with an unusual name: ${why}`;
}
