import type { Progress } from "../../../provider/src/engine/progress";

/** What a person would have seen of one resource. */
export interface RecordedProgress extends Progress {
    readonly statuses: string[];
    readonly warnings: string[];
    readonly infos: string[];
    /** Everything said, for a look whether a secret is among it. */
    allText(): string;
}

/** A display row that remembers every line. */
export function recordedProgress(): RecordedProgress {
    const statuses: string[] = [];
    const warnings: string[] = [];
    const infos: string[] = [];
    return {
        statuses,
        warnings,
        infos,
        status: (text) => statuses.push(text),
        warn: (text) => warnings.push(text),
        info: (text) => infos.push(text),
        allText: () => [...statuses, ...warnings, ...infos].join("\n"),
    };
}
