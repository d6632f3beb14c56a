import type { AwsArgument } from "../aws/settings/awsArgument";
import { phaseOfJob } from "../cognito/jobStatus";
import { describeUserImportJob } from "../invokes";
import { contentDoubt, rowsOf } from "../job/contentDoubt";
import { countOf } from "../messages";
import { providerText } from "../provider";
import { recordedInputs } from "../resource/outputs";
import type { CheckedInputs, UserImportJobInputs, UserImportJobOutputs } from "../resource/properties";
import { noJobId, parseResourceId } from "../resource/resourceId";
import { formatPartReference, jobLimits } from "../split/part";
import type { ImportJob } from "../types";
import { CommandError, type CommandStreams } from "./command";

/** What `import-file` was asked to do. */
export interface ImportFileOptions {
    /** `<userPoolId>/<jobId>`, checked. */
    readonly id: string;
    /** The resource's name in the program. */
    readonly name: string;
    /** The source as the program gives it: a path, or `s3://bucket/key`. */
    readonly source: string;
    /** Whether the program has a `UserImport` of this name, whose only job it is. */
    readonly isComponent: boolean;
    /** The resource's argument `aws`, without credentials; `undefined`: it has none. */
    readonly aws: AwsArgument | undefined;
}

/** As in the states. */
const jobType = "pulumi-nodejs:dynamic/cognito-user-import:UserImportJob";
const componentType = "cognito-user-import:index:UserImport";

/** What the resource itself calls; see `runtime.ts`. */
type Lifecycle = typeof import("../runtime").provider;

/**
 * Writes what `pulumi import --file` takes to bring a job that exists into a stack: the inputs and outputs as the resource would
 * have recorded them, had it found the job by itself. So the next `up` with the same source has nothing to do.
 *
 * @throws CommandError or UserImportError where there is no such job, or a stack with it would import its users again
 */
export async function writeImportFile(options: ImportFileOptions, streams: CommandStreams): Promise<0> {
    const { userPoolId, jobId } = parseResourceId(options.id);
    if (jobId === noJobId) {
        throw new CommandError(`${options.id} stands for an import without a job. There is nothing to import.`);
    }
    const job = await describeUserImportJob(() => undefined, { userPoolId, jobId, aws: options.aws });
    refuseUnusable(job);
    // The lifecycle loads the SDK's other clients.
    const { provider } = await import("../runtime");
    const { inputs, checkedName } = await inputsOf(provider, options, job);
    // Marked as found: this stack never stops the job.
    const found: Partial<UserImportJobOutputs> = { ...recordedInputs(inputs), isAdopted: true };
    const { props } = await provider.read(options.id, found);
    const warning = doubtOf(job, inputs, checkedName);
    if (warning !== undefined) {
        streams.stderr.write(`cognito-user-import: warning: ${warning}\n`);
    }
    streams.stdout.write(`${JSON.stringify({ resources: resourcesOf(options, inputs, props ?? {}) }, undefined, 4)}\n`);
    return 0;
}

/** The resources of the file; a component comes before its job. */
function resourcesOf({ id, name, isComponent }: ImportFileOptions, inputs: CheckedInputs, outputs: object): object[] {
    return isComponent
        ? [
              { type: componentType, name, component: true },
              { type: jobType, name: `${name}-1`, id, parent: name, inputs, outputs },
          ]
        : [{ type: jobType, name, id, inputs, outputs }];
}

/** The next `up` starts a job that was created only, and replaces one that ended without success: neither is what an import is for. */
function refuseUnusable(job: ImportJob): void {
    const phase = phaseOfJob(job);
    if (phase !== "running" && phase !== "succeeded") {
        const reason =
            phase === "created"
                ? "was never started, so that the next `pulumi up` would start it"
                : "did not succeed, so that the next `pulumi up` would import its users with a new job";
        throw new CommandError(
            `Import job ${job.jobId} in user pool ${job.userPoolId} (${job.status}) ${reason}. To only read the job, use UserImportJob.get.`,
        );
    }
}

/** What a program with this source has as its inputs, and the name that its own job would have. */
async function inputsOf(
    lifecycle: Lifecycle,
    { source, isComponent, aws }: ImportFileOptions,
    job: ImportJob,
): Promise<{ inputs: CheckedInputs; checkedName: string }> {
    const { userPoolId, cloudWatchLogsRoleArn } = job;
    const algorithm = job.passwordHashingAlgorithm as UserImportJobInputs["passwordHashingAlgorithm"];
    const args: UserImportJobInputs = {
        userPoolId,
        cloudWatchLogsRoleArn,
        source: isComponent ? formatPartReference({ source, part: 1, isLast: true, limits: jobLimits }) : source,
        ...(aws !== undefined && { aws }),
        ...(algorithm !== undefined && { passwordHashingAlgorithm: algorithm }),
    };
    // Rows that AWS refused are in the counts of the job, and no reason against it.
    const { inputs, failures } = await lifecycle.check({}, { ...args, invalidRows: "warn" } as CheckedInputs);
    if (failures !== undefined && failures.length > 0) {
        throw new CommandError(failures.map(({ reason }) => reason).join("\n"));
    }
    const { jobName: checkedName, invalidRows: _onlyHere, ...checked } = inputs as CheckedInputs;
    return { inputs: { ...checked, jobName: job.jobName, __provider: providerText }, checkedName };
}

/** Why the source may not be what the job imported. */
function doubtOf(job: ImportJob, { source, totalUsers = 0 }: CheckedInputs, checkedName: string): string | undefined {
    switch (contentDoubt(job, { jobName: checkedName, totalUsers })) {
        case "name":
            return `The name of import job ${job.jobId} says that the job imported another content than ${String(source)}, or was made with \`triggers\`.`;
        case "rows":
            return (
                `Import job ${job.jobId} counted ${countOf(rowsOf(job), "row")}, and ${String(source)} has ${countOf(totalUsers, "row")}. ` +
                "If it is not the file that was imported, the stack takes its users for imported."
            );
        case undefined:
            return undefined;
    }
}
