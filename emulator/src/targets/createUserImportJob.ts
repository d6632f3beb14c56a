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
export const CreateUserImportJob = target(input, async ({ pools, jobs }, request, { host }) => {
    const job = await jobs.create(
        pools.get(request.UserPoolId),
        {
            name: request.JobName,
            roleArn: request.CloudWatchLogsRoleArn,
            passwordHashingAlgorithm: request.PasswordHashingAlgorithm,
        },
        host,
    );
    return { UserImportJob: importJobType(job) };
});
