import * as pulumi from "@pulumi/pulumi";
import { awsArgumentWarnings, awsConfigWarnings } from "../aws/settings/config";

/** What each run in this process was warned of, by its stack: a process can run several inline programs. */
const warned = new WeakMap<object, Set<string>>();

/** In place of a stack, where there is none: in a component package. */
const noStack = {};

/**
 * Says on the stack's row, each warning once in a run, which `aws:` config does nothing here, and what of a look-up's argument
 * `aws`. The program says it: Pulumi gives the plugin no list of the config's keys.
 *
 * @param argument of a look-up; the plugin warns of a resource's
 */
export function warnOfAwsSettings(argument?: object | null): void {
    const stack = pulumi.runtime.getStackResource() ?? noStack;
    const known = warned.get(stack);
    const said = known ?? new Set<string>();
    warned.set(stack, said);
    // The config stays the same in a run.
    const ofConfig = known === undefined ? awsConfigWarnings(pulumi.runtime.allConfig()) : [];
    for (const warning of [...ofConfig, ...awsArgumentWarnings(argument)]) {
        if (!said.has(warning)) {
            said.add(warning);
            void pulumi.log.warn(warning);
        }
    }
}
