/** Prints what was met and what was missed, and has the process exit with 1 where anything was. */
export function reportVerdicts(expectations: readonly (readonly [isMet: boolean, what: string])[]): void {
    for (const [isMet, what] of expectations) {
        process.stdout.write(`${isMet ? "met   " : "MISSED"} ${what}\n`);
    }
    if (!expectations.every(([isMet]) => isMet)) {
        process.exitCode = 1;
    }
}
