import { accessTo, textOf } from "./access";
import type { ColumnChoices } from "./columnSources";
import { listOf } from "./mapping";
import type { SourceRecord } from "./sourceRecord";

/** The groups of one user; none where there are none. */
export type GroupNames = (value: SourceRecord["value"]) => readonly string[];

const none: readonly string[] = [];

/** Reads groups as the mapping says, else the property `groups` that presets give. `header`: of the CSV; `undefined`: users are objects. */
export function groupNames({ mapping }: ColumnChoices, header: readonly string[] | undefined): GroupNames {
    const { from = "groups", separator } = mapping.groups ?? {};
    const reads = listOf(from).flatMap((name) => accessTo(name, header) ?? []);
    const cut = (text: string): readonly string[] => (separator === undefined ? [text] : text.split(separator));
    if (reads.length === 0) {
        return () => none;
    }
    return (value) => {
        for (const read of reads) {
            const found = read(value);
            const texts = (Array.isArray(found) ? found : [found]).flatMap((one) => cut(textOf(one).text));
            const names = texts.map((text) => text.trim()).filter((text) => text !== "");
            if (names.length > 0) {
                return [...new Set(names)];
            }
        }
        return none;
    };
}
