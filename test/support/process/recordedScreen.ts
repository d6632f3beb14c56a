import type { Screen } from "../../../scripts/pulumi/longStep";

/** A screen whose text a test reads. */
export interface RecordedScreen extends Screen {
    /** Everything that was written. */
    text(): string;
    /** The lines that were drawn over each other on a terminal. */
    drawings(): string[];
}

const clearRest = "\u001b[K";

/** @param columns - the width of a terminal; left out, it is none */
export function recordedScreen(columns?: number): RecordedScreen {
    const texts: string[] = [];
    return {
        isTTY: columns !== undefined,
        columns,
        write: (text: string) => texts.push(text),
        text: () => texts.join(""),
        drawings: () =>
            texts
                .filter((text) => text.startsWith("\r") && text.endsWith(clearRest))
                .map((text) => text.slice(1, -clearRest.length)),
    };
}
