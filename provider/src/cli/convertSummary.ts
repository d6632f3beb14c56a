import type { ConvertResult } from "../convert/conversionTypes";
import { defaultCsvLimits } from "../csv/csvLimits";
import { countOf, formatCount } from "../messages";
import type { ConvertOptions } from "./convertOptions";

/** What became of everybody, in a few lines: counts and reasons, no values. */
export function convertSummary(
    { file, out, rejectedFile, groupsFile, passwordHashingAlgorithm }: ConvertOptions,
    { read, written, rejected, lost, reasons, hashes, groups, bytes }: ConvertResult & { readonly bytes: number },
): string {
    const name = file === "-" ? "<stdin>" : file;
    const place =
        written === 0 ? `nobody can be written, so there is no ${out}` : `${formatCount(written)} written to ${out}`;
    const lines = [`${name}: ${countOf(read, "user")}, ${place}, ${formatCount(rejected)} left out`];
    if (rejected > 0) {
        lines.push(
            `left out, by the first reason${rejectedFile === undefined ? "" : ` (all reasons are in ${rejectedFile})`}:`,
        );
        lines.push(...listed(reasons.entries));
    }
    if (!lost.isEmpty) {
        lines.push("not carried:", ...listed(lost.entries));
    }
    if (rejected > 0 && rejectedFile === undefined) {
        lines.push("To see the lines and all reasons, use --rejected FILE.");
    }
    if (hashes > 0) {
        lines.push(
            `password hashes: ${formatCount(hashes)}. Import with passwordHashingAlgorithm${passwordHashingAlgorithm === undefined ? " of the mapping" : ` ${passwordHashingAlgorithm}`}.`,
        );
    }
    if (groupsFile !== undefined && written > 0) {
        lines.push(`${countOf(groups, "membership")} written to ${groupsFile}`);
    }
    if (written > defaultCsvLimits.maxRows || bytes > defaultCsvLimits.maxBytes) {
        lines.push(
            `${out} is larger than one job takes (${formatCount(defaultCsvLimits.maxRows)} rows, 100 MB). UserImport splits it into several jobs; UserImportJob does not.`,
        );
    }
    return lines.map((line) => `${line}\n`).join("");
}

function listed(entries: readonly (readonly [string, number])[]): readonly string[] {
    return entries.map(([reason, count]) => `  ${formatCount(count)} × ${reason}`);
}
