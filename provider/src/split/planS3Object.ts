import * as pulumi from "@pulumi/pulumi";
import { type CutContext, type Parts, whole } from "./cut";
import { lineOfSource, warnOfRepeated } from "./sourcePlan";

/**
 * Where an object in S3 is cut, with the AWS settings that a job has; {@link whole} where it is one job, or cannot be read:
 * that job's check then tells why.
 */
export async function planS3Object(url: string, { limits, userPoolId, resource }: CutContext): Promise<Parts> {
    const settled = await knownValue(userPoolId);
    try {
        const plan = await planObject()(readConfig, { url, userPoolId: settled, limits });
        return plan.parts.length > 1 ? warnOfRepeated(plan, lineOfSource, resource) : whole;
    } catch (error) {
        // Without the reason, which names an object that may be a secret.
        const code = String((error as { code?: unknown }).code ?? "error");
        const text = `The object could not be read to see how many jobs it needs (${code}), so it is one job. The check of that job says why.`;
        void pulumi.log.info(text, resource);
        return whole;
    }
}

/** What an input is once it is settled; `undefined` where a preview does not know it. */
async function knownValue(input: pulumi.Input<string>): Promise<string | undefined> {
    let known: string | undefined;
    const settled = pulumi.output(input).apply((value) => {
        known = value;
    });
    await pulumi.isSecret(settled);
    return known;
}

/** The stack's config as the program has it; structured values are JSON text, as in the provider. */
function readConfig(key: string): string | undefined {
    return pulumi.runtime.getConfig(key);
}

/** Loads the AWS SDK, which only a program with an object in S3 needs. */
function planObject(): typeof import("./planObject").planObject {
    return require("./planObject").planObject;
}
