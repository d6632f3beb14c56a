import * as pulumi from "@pulumi/pulumi";
import type { ReadConfig } from "../aws/settings/config";
import type { ConfigNamespace } from "../aws/settings/configName";
import { listedProblems, listProblems } from "../messages";
import type { AwsArgs } from "../program/awsArgs";
import type { FoundPart, Part, PartLimits, PlannedPart } from "./part";
import type { SourcePlan } from "./sourcePlanner";

/** Who is imported, as a `UserImportJob` takes it. */
export interface SourceArguments {
    readonly source?: pulumi.Input<string | pulumi.asset.Asset>;
    readonly users?: UsersArgument;
}

/** Typed rows, which hold outputs or are in one as a whole. */
export type UsersArgument = pulumi.Input<pulumi.Input<object>[]>;

/** How a source becomes jobs. */
export interface SplitPlan {
    /**
     * The parts, a job each; {@link singleJob} where it is one job with the arguments as they were given. An output where that
     * is known only once something else is; in a preview that does not know the source, it is unknown.
     */
    readonly parts: Parts | pulumi.Output<Parts>;
    /** The arguments of the job of `parts[index]`. */
    argumentsOf(parts: Parts, index: number): JobSource;
}

/** Who is imported by one of the jobs, and what the plugin is told of it that is no argument. */
export interface JobSource extends SourceArguments {
    readonly plannedPart?: pulumi.Input<PlannedPart>;
}

/** Where a source is cut. */
export type Parts = readonly (Part | FoundPart)[];

/** No part stands for a source that is one job as it is. */
export const singleJob: Parts = [];

/** What cutting takes from the component. */
export interface SplitContext {
    readonly limits: PartLimits;
    readonly userPoolId: pulumi.Input<string>;
    /** Where relative paths start; `undefined`: in the folder where this process and the plugin work. */
    readonly folder: string | undefined;
    /** The AWS settings that the jobs have where {@link aws} names none. */
    readonly settings: { readonly read: ReadConfig; readonly namespace: ConfigNamespace };
    /** Whose objects in S3 are read; `undefined`: those of the config. */
    readonly aws?: pulumi.Input<AwsArgs | undefined>;
    /** The component, on whose row is shown what happens. */
    readonly resource: pulumi.Resource;
}

/**
 * Warns of usernames that stand in two parts, since each job's check sees its own part only.
 *
 * @param place what messages call a line
 * @returns the parts
 */
export function warnOfRepeated(plan: SourcePlan, place: (line: number) => string, resource: pulumi.Resource): Parts {
    const apart = plan.repeated.filter(({ first, again }) => partOf(plan.parts, first) !== partOf(plan.parts, again));
    if (apart.length > 0) {
        const problems = apart
            .slice(0, listedProblems)
            .map(({ first, again }) => `${place(again)}: repeats the username of ${place(first)}`);
        const list = listProblems(problems, apart.length - problems.length);
        const text = `These users are in the source twice. Cognito skips the second of each:\n${list}`;
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
