import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isPresent } from "../argumentValues";
import type { AwsArgument } from "../aws/settings/awsArgument";
import { fileKey } from "../errors/fileError";
import { type FoundPart, formatPartReference, isOnePart, type PartLimits, type PlannedPart } from "./part";
import { type SourcePlan, SourcePlanner } from "./sourcePlanner";
import {
    lineOfSource,
    type Parts,
    type SourceArguments,
    type SplitContext,
    type SplitPlan,
    singleJob,
    warnOfRepeated,
} from "./splitPlan";
import { splitUsers } from "./splitUsers";

/** A file of one part is a job that must stay the only one; so is one that was not read, or cannot be, whose check tells why. */
const oneFilePart: Parts = [{ fromByte: 0, toByte: 0, firstLine: 2 }];

/** Where a source is cut. What no job would take (both arguments, none, a wrong type) is one job, whose check tells so. */
export function splitSource({ source, users }: SourceArguments, context: SplitContext): SplitPlan {
    if (isPresent(users) && !isPresent(source)) {
        return splitUsers(users, context);
    }
    return isPresent(source) && !isPresent(users)
        ? splitNamed(source, context)
        : { parts: singleJob, argumentsOf: () => ({}) };
}

function splitNamed(source: NonNullable<SourceArguments["source"]>, context: SplitContext): SplitPlan {
    const known: pulumi.Output<unknown> = pulumi.output(source);
    const isText = typeof source === "string";
    return {
        parts: isText ? partsOf(source, context) : known.apply((value) => asOutput(partsOf(value, context))),
        argumentsOf: (parts, index) => {
            const isLast = index + 1 === parts.length;
            const reference = (value: unknown): string =>
                formatPartReference({
                    source: nameOf(value) ?? "",
                    part: index + 1,
                    isLast,
                    limits: context.limits,
                });
            const part = parts[index];
            const found = part !== undefined && "cacheKey" in part ? part : undefined;
            const planned = (value: unknown): PlannedPart => ({
                ...(found as FoundPart),
                reference: reference(value),
            });
            // Through the output, where it is one: so it keeps what it depends on, and a secret is still one.
            return {
                source: isText ? reference(source) : known.apply(reference),
                ...(found !== undefined && { plannedPart: isText ? planned(source) : known.apply(planned) }),
            };
        },
    };
}

function partsOf(source: unknown, context: SplitContext): SplitPlan["parts"] {
    const name = nameOf(source);
    if (name === undefined) {
        return singleJob;
    }
    if (/^s3:\/\//i.test(name)) {
        return context.aws === undefined
            ? pulumi.output(planS3Object(name, context))
            : pulumi.output(context.aws).apply((aws) => planS3Object(name, context, aws as AwsArgument | undefined));
    }
    if (/^\w+:\/\//.test(name)) {
        return singleJob;
    }
    const { folder } = context;
    if (typeof source !== "string" && folder !== undefined && !isAbsolute(name)) {
        // The engine finds it in its own folder, which nobody tells the program.
        return singleJob;
    }
    const plan = planFile(folder === undefined ? name : resolve(folder, name), context.limits);
    const parts = plan === undefined ? oneFilePart : warnOfRepeated(plan, lineOfSource, context.resource);
    return typeof source === "string" ? parts : moreThanOne(parts);
}

function asOutput(parts: SplitPlan["parts"]): pulumi.Output<Parts> {
    return pulumi.output(parts as pulumi.Input<Parts>) as pulumi.Output<Parts>;
}

function moreThanOne(parts: Parts): Parts {
    return parts.length > 1 ? parts : singleJob;
}

/** The text, or the path of a FileAsset, which has lost its class inside the output. */
function nameOf(source: unknown): string | undefined {
    if (typeof source === "string") {
        return source;
    }
    const path = pulumi.asset.Asset.isInstance(source) && "path" in source ? source.path : undefined;
    return typeof path === "string" ? path : undefined;
}

const chunkBytes = 1 << 20;

/**
 * Where a local CSV is cut, found at once: a program has to say how many resources it has before anything else runs. One that
 * one job takes in any case is not read; else it takes a second for a million rows.
 *
 * @param path relative to the folder where the program runs, or absolute
 * @returns `undefined` where there is no regular file that can be read, or that has to be
 */
export function planFile(path: string, limits: PartLimits): SourcePlan | undefined {
    let file: number | undefined;
    try {
        // Without waiting for a writer, should it be a FIFO.
        file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
        const stats = fstatSync(file, { bigint: true });
        return stats.isFile() && !isOnePart(Number(stats.size), limits) ? plan(file, stats, limits) : undefined;
    } catch {
        return undefined;
    } finally {
        if (file !== undefined) {
            closeSync(file);
        }
    }
}

function plan(file: number, before: BigIntStats, limits: PartLimits): SourcePlan {
    const planner = new SourcePlanner(limits);
    const chunk = Buffer.allocUnsafe(chunkBytes);
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
        planner.push(chunk.subarray(0, bytes));
    }
    const key = fileKey(before);
    return planner.finish(key === fileKey(fstatSync(file, { bigint: true })) ? key : undefined);
}

/**
 * Where an object in S3 is cut, with the AWS settings that a job has, so not before they are known; {@link singleJob} where it is one job, or cannot be read:
 * that job's check then tells why.
 */
export async function planS3Object(
    url: string,
    { limits, userPoolId, resource, settings }: SplitContext,
    aws?: AwsArgument,
): Promise<Parts> {
    const settled = await knownValue(userPoolId);
    try {
        const plan = await planObject()(settings, { url, userPoolId: settled, aws, limits });
        return plan.parts.length > 1 ? warnOfRepeated(plan, lineOfSource, resource) : singleJob;
    } catch (error) {
        // Without the reason, which names an object that may be a secret.
        const code = String((error as { code?: unknown }).code ?? "error");
        const text = `The object could not be read to see how many jobs it needs (${code}), so it is one job. The check of that job says why.`;
        void pulumi.log.info(text, resource);
        return singleJob;
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

/** Loads the AWS SDK, which only a program with an object in S3 needs. */
function planObject(): typeof import("./planObject").planObject {
    return require("./planObject").planObject;
}
