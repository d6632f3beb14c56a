import * as pulumi from "@pulumi/pulumi";
import { formatCount } from "../formatCount";
import type { Parts } from "./cut";
import type { PartPlan } from "./partPlan";
import type { RepeatedUsername } from "./repeatedUsernames";

/** What one look at a source tells. */
export interface SourcePlan extends Pick<PartPlan, "parts"> {
    readonly repeated: readonly RepeatedUsername[];
}

/** How many repetitions one message lists. */
const listedRepetitions = 20;

/**
 * Warns of usernames that stand in two parts, since each job's check sees its own part only.
 *
 * @param place what messages call a line
 * @returns the parts
 */
export function warnOfRepeated(plan: SourcePlan, place: (line: number) => string, resource: pulumi.Resource): Parts {
    const apart = plan.repeated.filter(({ first, again }) => partOf(plan.parts, first) !== partOf(plan.parts, again));
    if (apart.length > 0) {
        const lines = apart
            .slice(0, listedRepetitions)
            .map(({ first, again }) => `  ${place(again)}: repeats the username of ${place(first)}`);
        const more = apart.length - lines.length;
        const rest = more > 0 ? `\n  … and ${formatCount(more)} more` : "";
        const text = `These users are in the source twice. Cognito skips the second of each:\n${lines.join("\n")}${rest}`;
        void pulumi.log.warn(text, resource);
    }
    return plan.parts;
}

/** Without the name of the source, which may be a secret. */
export function lineOfSource(line: number): string {
    return `line ${line}`;
}

function partOf(parts: Parts, line: number): number {
    return parts.findLastIndex(({ firstLine }) => firstLine <= line);
}
