import { EmulatorError, invalidParameter } from "../errors";
import { required, structure } from "../model/shape";
import { friendlyName, passwordHashingAlgorithm, roleArn, userPoolId } from "../model/types";
import { importJobType } from "./responses";
import { target } from "./target";

const input = structure({
    JobName: required(friendlyName),
    UserPoolId: required(userPoolId),
    CloudWatchLogsRoleArn: required(roleArn),
    PasswordHashingAlgorithm: passwordHashingAlgorithm,
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserImportJob.html */
export const CreateUserImportJob = target(input, async ({ pools, jobs }, request, { host, fault }) => {
    const pool = pools.get(request.UserPoolId);
    if (fault?.kind === "unassumableRole") {
        // Assumed: AWS documents neither the error nor the text for a role that cannot be assumed (yet).
        throw invalidParameter("Amazon Cognito cannot assume the role in CloudWatchLogsRoleArn.");
    }
    if (!/^arn:[^:]+:iam::[0-9]{12}:role\/./.test(request.CloudWatchLogsRoleArn)) {
        // Assumed: AWS's text.
        throw invalidParameter("CloudWatchLogsRoleArn is not the ARN of an IAM role.");
    }
    if (request.PasswordHashingAlgorithm !== undefined && pool.olderInfrastructure) {
        // Assumed: that AWS refuses this here, and how. The error is the one that its model has for a pool without a feature.
        throw new EmulatorError(
            "OperationNotEnabledException",
            "Importing password hashes is not available for this user pool.",
        );
    }
    const job = await jobs.create(
        pool,
        {
            name: request.JobName,
            roleArn: request.CloudWatchLogsRoleArn,
            passwordHashingAlgorithm: request.PasswordHashingAlgorithm,
        },
        host,
    );
    return { UserImportJob: importJobType(job) };
});
