import * as pulumi from "@pulumi/pulumi";
import type {
    GetCsvHeaderArgs,
    GetCsvHeaderOutputArgs,
    GetCsvHeaderResult,
    GetUserImportJobArgs,
    GetUserImportJobOutputArgs,
    GetUserImportJobsArgs,
    GetUserImportJobsOutputArgs,
    GetUserImportJobsResult,
    ImportJob,
} from "pulumi-cognito-user-import";
import { ofThisPackage } from "./package";

/**
 * The import jobs of a user pool, newest first, with the settings of the provider in `opts`, or of the config `cognito-user-import:`.
 * Upload addresses are credentials and left out.
 *
 * @throws Error where AWS cannot be reached or refuses, saying what to do
 */
export async function getUserImportJobs(
    args: GetUserImportJobsArgs,
    opts: pulumi.InvokeOptions = {},
): Promise<GetUserImportJobsResult> {
    return await invoke("getUserImportJobs", args, opts);
}

/** {@link getUserImportJobs} for arguments that may be outputs; it runs once they are known. */
export function getUserImportJobsOutput(
    args: GetUserImportJobsOutputArgs,
    opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetUserImportJobsResult> {
    return invokeOutput("getUserImportJobs", args, opts);
}

/**
 * One import job as AWS knows it now, without its upload address.
 *
 * @throws Error where there is no such job or pool, or AWS cannot be reached or refuses
 */
export async function getUserImportJob(
    args: GetUserImportJobArgs,
    opts: pulumi.InvokeOptions = {},
): Promise<ImportJob> {
    return await invoke("getUserImportJob", args, opts);
}

/** {@link getUserImportJob} for arguments that may be outputs; it runs once they are known. */
export function getUserImportJobOutput(
    args: GetUserImportJobOutputArgs,
    opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<ImportJob> {
    return invokeOutput("getUserImportJob", args, opts);
}

/**
 * The columns that a CSV for the pool must have.
 *
 * @throws Error where there is no such pool, or AWS cannot be reached or refuses
 */
export async function getCsvHeader(
    args: GetCsvHeaderArgs,
    opts: pulumi.InvokeOptions = {},
): Promise<GetCsvHeaderResult> {
    return await invoke("getCsvHeader", args, opts);
}

/** {@link getCsvHeader} for arguments that may be outputs; it runs once they are known. */
export function getCsvHeaderOutput(
    args: GetCsvHeaderOutputArgs,
    opts: pulumi.InvokeOutputOptions = {},
): pulumi.Output<GetCsvHeaderResult> {
    return invokeOutput("getCsvHeader", args, opts);
}

async function invoke<Result>(name: string, args: object, opts: pulumi.InvokeOptions): Promise<Result> {
    return await pulumi.runtime.invoke(tokenOf(name), { ...args }, { ...ofThisPackage, ...opts });
}

function invokeOutput<Result>(
    name: string,
    { aws, ...args }: Pick<GetCsvHeaderOutputArgs, "aws">,
    opts: pulumi.InvokeOutputOptions,
): pulumi.Output<Result> {
    // Credentials make no secret of what is read with them.
    const settings = aws === undefined ? {} : { aws: pulumi.unsecret(pulumi.output(aws)) };
    return pulumi.runtime.invokeOutput(tokenOf(name), { ...args, ...settings }, { ...ofThisPackage, ...opts });
}

function tokenOf(name: string): string {
    return `cognito-user-import:index:${name}`;
}
