import * as pulumi from "@pulumi/pulumi";
import type {
    GetCsvHeaderArgs,
    GetCsvHeaderResult,
    GetUserImportJobArgs,
    GetUserImportJobsArgs,
    GetUserImportJobsResult,
} from "./invokes";
import type { AwsArgs } from "./program/awsArgs";
import { warnOfAwsSettings } from "./program/warnOfAwsSettings";
import type { ImportJob } from "./types";

/** The arguments of {@link getUserImportJobsOutput}. */
export type GetUserImportJobsOutputArgs = Inputs<GetUserImportJobsArgs>;

/** The arguments of {@link getUserImportJobOutput}. */
export type GetUserImportJobOutputArgs = Inputs<GetUserImportJobArgs>;

/** The arguments of {@link getCsvHeaderOutput}. */
export type GetCsvHeaderOutputArgs = Inputs<GetCsvHeaderArgs>;

/**
 * The import jobs of a user pool, newest first, with the AWS settings that a {@link UserImportJob} has. Upload addresses
 * are credentials and left out.
 *
 * @throws UserImportError where AWS cannot be reached or refuses, saying what to do
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserImportJobs.html
 * @example
 * ```ts
 * const failed = await getUserImportJobs({ userPoolId: "us-east-1_AbCdEfGhI", status: "Failed", limit: 10 });
 * ```
 */
export async function getUserImportJobs(args: GetUserImportJobsArgs): Promise<GetUserImportJobsResult> {
    return await invokes(args).listUserImportJobs(readConfig, args);
}

/** {@link getUserImportJobs} for arguments that may be outputs; it runs once they are known. */
export function getUserImportJobsOutput(args: GetUserImportJobsOutputArgs): pulumi.Output<GetUserImportJobsResult> {
    return onceKnown<GetUserImportJobsArgs>(args).apply(async (known) => await getUserImportJobs(known));
}

/**
 * One import job as AWS knows it now, without its upload address.
 *
 * @throws UserImportError `not-found` where there is no such job or pool
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserImportJob.html
 */
export async function getUserImportJob(args: GetUserImportJobArgs): Promise<ImportJob> {
    return await invokes(args).describeUserImportJob(readConfig, args);
}

/** {@link getUserImportJob} for arguments that may be outputs; it runs once they are known. */
export function getUserImportJobOutput(args: GetUserImportJobOutputArgs): pulumi.Output<ImportJob> {
    return onceKnown<GetUserImportJobArgs>(args).apply(async (known) => await getUserImportJob(known));
}

/**
 * The columns that a CSV for the pool must have.
 *
 * @throws UserImportError `not-found` where there is no such pool
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetCSVHeader.html
 */
export async function getCsvHeader(args: GetCsvHeaderArgs): Promise<GetCsvHeaderResult> {
    return await invokes(args).getCsvHeader(readConfig, args);
}

/** {@link getCsvHeader} for arguments that may be outputs; it runs once they are known. */
export function getCsvHeaderOutput(args: GetCsvHeaderOutputArgs): pulumi.Output<GetCsvHeaderResult> {
    return onceKnown<GetCsvHeaderArgs>(args).apply(async (known) => await getCsvHeader(known));
}

type Inputs<T> = { readonly [K in Exclude<keyof T, "aws">]: pulumi.Input<T[K]> } & {
    /** Another account, profile, role, region or endpoint than that of the stack's `aws:` config. */
    readonly aws?: pulumi.Input<AwsArgs | undefined>;
};

/** The arguments once they are known. Credentials in `aws` make no secret of what is read with them. */
function onceKnown<Args extends GetCsvHeaderArgs>({ aws, ...others }: Inputs<Args>): pulumi.Output<Args> {
    const known = pulumi.all([pulumi.output(others), pulumi.unsecret(pulumi.output(aws))]);
    return known.apply(([args, settings]) => ({ ...args, aws: settings }) as unknown as Args);
}

/** The stack's config as the program has it; structured values are JSON text, as in the provider. */
function readConfig(key: string): string | undefined {
    return pulumi.runtime.getConfig(key);
}

/** Loads the AWS SDK, which a program that looks nothing up does not need. */
function invokes({ aws }: Pick<GetCsvHeaderArgs, "aws">): typeof import("./invokes") {
    warnOfAwsSettings(aws);
    return require("./invokes");
}
