import { isAbsolute } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isGiven } from "../given";
import { inlineProgramFolder } from "../program/inlineProgramFolder";
import { type Cut, type CutContext, type Parts, type SourceArguments, whole } from "./cut";
import { cutUsers } from "./cutUsers";
import { formatPartReference } from "./partReference";
import { planFile } from "./planFile";
import { planS3Object } from "./planS3Object";
import { lineOfSource, warnOfRepeated } from "./sourcePlan";

/** A file of one part is a job that must stay the only one; so is one that cannot be read, whose check tells why. */
const oneFilePart: Parts = [{ fromByte: 0, toByte: 0, firstLine: 2 }];

/** Where a source is cut. What no job would take (both arguments, none, a wrong type) is one job, whose check tells so. */
export function cutSource({ source, users }: SourceArguments, context: CutContext): Cut {
    if (isGiven(users) && !isGiven(source)) {
        return cutUsers(users, context);
    }
    return isGiven(source) && !isGiven(users) ? cutNamed(source, context) : { parts: whole, argumentsOf: () => ({}) };
}

function cutNamed(source: NonNullable<SourceArguments["source"]>, context: CutContext): Cut {
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
            // Through the output, where it is one: so it keeps what it depends on, and a secret is still one.
            return { source: isText ? reference(source) : known.apply(reference) };
        },
    };
}

function partsOf(source: unknown, context: CutContext): Cut["parts"] {
    const name = nameOf(source);
    if (name === undefined) {
        return whole;
    }
    if (/^s3:\/\//i.test(name)) {
        return pulumi.output(planS3Object(name, context));
    }
    if (/^\w+:\/\//.test(name)) {
        return whole;
    }
    if (typeof source !== "string" && inlineProgramFolder() !== undefined && !isAbsolute(name)) {
        // The engine finds it in its own folder, which nobody tells the program.
        return whole;
    }
    const plan = planFile(name, context.limits);
    const parts = plan === undefined ? oneFilePart : warnOfRepeated(plan, lineOfSource, context.resource);
    return typeof source === "string" ? parts : moreThanOne(parts);
}

function asOutput(parts: Cut["parts"]): pulumi.Output<Parts> {
    return pulumi.output(parts as pulumi.Input<Parts>) as pulumi.Output<Parts>;
}

function moreThanOne(parts: Parts): Parts {
    return parts.length > 1 ? parts : whole;
}

/** The text, or the path of a FileAsset, which has lost its class inside the output. */
function nameOf(source: unknown): string | undefined {
    if (typeof source === "string") {
        return source;
    }
    const path = pulumi.asset.Asset.isInstance(source) && "path" in source ? source.path : undefined;
    return typeof path === "string" ? path : undefined;
}
