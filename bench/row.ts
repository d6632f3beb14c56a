/** One figure, beside a peer's on the same work in the same run, or beside a limit. */
export interface Figure {
    /** What was measured, such as "create() from a file". */
    readonly what: string;
    readonly unit: "ms" | "MB" | "bytes" | "calls" | "reads" | "exponent" | "bytes a row" | "s";
    readonly ours: number;
    /** What did the same work in the same run; `undefined` where `goal` is a bare limit. */
    readonly peer?: { readonly name: string; readonly value: number };
    /** Of the ratio ours ÷ peer where there is a peer, else of `ours` itself. `undefined`: shown for comparison only. */
    readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
    /**
     * Up to what a goal of `atMost` is missed by design, which the row explains: more is a failure. `undefined`: every miss is
     * one.
     */
    readonly explainedUpTo?: number;
    /** Fastest and slowest of the runs, where there are several. */
    readonly spread?: readonly [number, number];
}

/** How a row is to be measured. */
export interface RowOptions {
    /** Smaller sizes and fewer rounds: all rows together take two minutes at most. */
    readonly quick: boolean;
    /** Shows a line of progress. */
    readonly say: (line: string) => void;
}

/** One kind of work that is measured. bench/rows/NAME.ts exports `row: Row`. */
export interface Row {
    /** The file's name without its extension. */
    readonly name: string;
    /** What is done, such as "500,000 rows, 96 MB: validate and digest with a pool's rules". */
    readonly work: string;
    /** For docs/performance.md: how it is measured, and why a goal is missed. Markdown. */
    readonly explained?: string;
    /** For docs/performance.md: what a profile showed before the row's figures last got better, and what it shows since. Markdown. */
    readonly moved?: string;
    /** Why the row is no part of the whole run, and is measured only when it is named. */
    readonly onlyWhenNamed?: string;
    /**
     * Measures, and checks first that the work was done right.
     *
     * @throws Error where a result is wrong: figures of wrong results say nothing
     */
    readonly measure: (options: RowOptions) => Promise<readonly Figure[]>;
}
