import * as pulumi from "@pulumi/pulumi";
import { awsConfigWarnings } from "../aws/config";

/** The stacks of the runs in this process that were warned: a process can run several inline programs. */
const warned = new WeakSet<object>();

/** In place of a stack, where the SDK's mocks run a program without one. */
const noStack = {};

/**
 * Says once in a run, on the stack's row, which `aws:` config does nothing here. The program says it: Pulumi gives the
 * plugin no list of the keys.
 */
export function warnOfAwsConfig(): void {
    const stack = pulumi.runtime.getStackResource() ?? noStack;
    if (warned.has(stack)) {
        return;
    }
    warned.add(stack);
    for (const warning of awsConfigWarnings(pulumi.runtime.allConfig())) {
        void pulumi.log.warn(warning);
    }
}
