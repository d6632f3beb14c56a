import {
    type CognitoIdentityProviderClient,
    CreateUserImportJobCommand,
    CreateUserPoolCommand,
    type CreateUserPoolCommandInput,
    DescribeUserImportJobCommand,
    GetCSVHeaderCommand,
    type PasswordHashingAlgorithmType,
    StartUserImportJobCommand,
    type UserImportJobType,
} from "@aws-sdk/client-cognito-identity-provider";
import { until } from "../process/until";

/** A role such as AWS's examples have it, of the emulator's default account. */
export const roleArn = "arn:aws:iam::123456789012:role/CognitoCloudWatchLogsRole";

/** A pool that verifies e-mail addresses; returns its id. */
export async function createPool(
    cognito: CognitoIdentityProviderClient,
    settings: Partial<CreateUserPoolCommandInput> = {},
): Promise<string> {
    const answer = await cognito.send(
        new CreateUserPoolCommand({ PoolName: "people", AutoVerifiedAttributes: ["email"], ...settings }),
    );
    return answer.UserPool?.Id ?? "";
}

/** A job in the state Created. */
export async function createJob(
    cognito: CognitoIdentityProviderClient,
    poolId: string,
    jobName = "customers",
    passwordHashingAlgorithm?: PasswordHashingAlgorithmType,
): Promise<JobIds & { readonly url: string }> {
    const answer = await cognito.send(
        new CreateUserImportJobCommand({
            UserPoolId: poolId,
            JobName: jobName,
            CloudWatchLogsRoleArn: roleArn,
            PasswordHashingAlgorithm: passwordHashingAlgorithm,
        }),
    );
    const job = answer.UserImportJob ?? {};
    return { UserPoolId: poolId, JobId: job.JobId ?? "", url: job.PreSignedUrl ?? "" };
}

/** What names a job in requests. */
export interface JobIds {
    readonly UserPoolId: string;
    readonly JobId: string;
}

/** Uploads a body as the guide says. */
export function upload(
    url: string,
    body: string | Uint8Array,
    headers: Record<string, string> = {},
): Promise<Response> {
    return fetch(url, { method: "PUT", body, headers: { "x-amz-server-side-encryption": "aws:kms", ...headers } });
}

/** The values of one row, by column; what is not given is empty or `false`. */
export type RowValues = Readonly<Record<string, string>>;

/** A row that can be imported into a pool that verifies e-mail addresses. */
export function person(name: string, values: RowValues = {}): RowValues {
    return { "cognito:username": name, email: `${name}@example.com`, email_verified: "true", ...values };
}

/** `count` such rows: user0, user1, … */
export function people(count: number): RowValues[] {
    return Array.from({ length: count }, (_, index) => person(`user${index}`));
}

/** A CSV for the pool: the header as GetCSVHeader returns it, then the rows. */
export async function csvFor(
    cognito: CognitoIdentityProviderClient,
    poolId: string,
    rows: readonly RowValues[],
): Promise<string> {
    const { CSVHeader: columns = [] } = await cognito.send(new GetCSVHeaderCommand({ UserPoolId: poolId }));
    const defaults: RowValues = { "cognito:mfa_enabled": "false", phone_number_verified: "false" };
    const lines = rows.map((row) => columns.map((column) => row[column] ?? defaults[column] ?? "").join(","));
    return [columns.join(","), ...lines, ""].join("\n");
}

/** The same CSV without its last column: of most pools that is `password_hash`. */
export function withoutLastColumn(csv: string): string {
    return csv.replaceAll(/,[^,\n]*$/gm, "");
}

/** Creates a job, uploads the CSV and starts the job. */
export async function startImport(
    cognito: CognitoIdentityProviderClient,
    poolId: string,
    csv: string | Uint8Array,
    passwordHashingAlgorithm?: PasswordHashingAlgorithmType,
): Promise<JobIds> {
    const { url, ...ids } = await createJob(cognito, poolId, "customers", passwordHashingAlgorithm);
    const answer = await upload(url, csv);
    if (!answer.ok) {
        throw new Error(`the upload was answered with ${answer.status}`);
    }
    await cognito.send(new StartUserImportJobCommand(ids));
    return ids;
}

/** The job as it is now. */
export async function describeJob(cognito: CognitoIdentityProviderClient, ids: JobIds): Promise<UserImportJobType> {
    const answer = await cognito.send(new DescribeUserImportJobCommand(ids));
    return answer.UserImportJob ?? {};
}

/** The job after its end, on a clock that runs by itself. */
export async function endOf(cognito: CognitoIdentityProviderClient, ids: JobIds): Promise<UserImportJobType> {
    let job: UserImportJobType = {};
    const hasEnded = async (): Promise<boolean> => {
        job = await describeJob(cognito, ids);
        return job.CompletionDate !== undefined;
    };
    await until(hasEnded, () => `the end of a job that is ${job.Status}`);
    return job;
}

/** The job's three counts: imported, skipped, failed. */
export function countsOf(job: UserImportJobType): (number | undefined)[] {
    return [job.ImportedUsers, job.SkippedUsers, job.FailedUsers];
}
