import type { SchemaAttribute } from "../model/createUserPoolRequest";
import type { AppClient } from "../services/appClient";
import { defaultPasswordPolicy } from "../services/checkPassword";
import type { ImportJob } from "../services/importJob";
import type { UserPool } from "../services/userPool";
import type { User } from "../services/users/user";

/** A date as AWS sends it: seconds since 1970 with milliseconds. */
export function epochSeconds(timeMs: number): number {
    return timeMs / 1000;
}

/** UserImportJobType. What has no value yet is absent, as on AWS. */
export function importJobType(job: ImportJob): object {
    return {
        JobName: job.name,
        JobId: job.id,
        UserPoolId: job.poolId,
        PreSignedUrl: job.presignedUrl,
        CreationDate: epochSeconds(job.createdMs),
        StartDate: optionalSeconds(job.startedMs),
        CompletionDate: optionalSeconds(job.completedMs),
        Status: job.status,
        CloudWatchLogsRoleArn: job.roleArn,
        ImportedUsers: job.importedUsers,
        SkippedUsers: job.skippedUsers,
        FailedUsers: job.failedUsers,
        CompletionMessage: job.completionMessage,
        PasswordHashingAlgorithm: job.passwordHashingAlgorithm,
    };
}

/** UserType, with only the attributes in `wanted` where it is given. */
export function userType(user: User, wanted?: readonly string[]): object {
    const attributes = attributeTypes(user);
    return {
        Username: user.username,
        Attributes: wanted === undefined ? attributes : attributes.filter(({ Name }) => wanted.includes(Name)),
        UserCreateDate: epochSeconds(user.createdMs),
        UserLastModifiedDate: epochSeconds(user.modifiedMs),
        Enabled: user.enabled,
        UserStatus: user.status,
    };
}

/** A user's attributes, `sub` first. */
export function attributeTypes(user: User): { readonly Name: string; readonly Value: string }[] {
    return [{ Name: "sub", Value: user.sub }, ...user.attributes.map(([Name, Value]) => ({ Name, Value }))];
}

/** UserPoolClientType. */
export function appClientType(client: AppClient): object {
    return {
        RefreshTokenValidity: 30,
        AllowedOAuthFlowsUserPoolClient: false,
        EnableTokenRevocation: true,
        EnablePropagateAdditionalUserContextData: false,
        AuthSessionValidity: 3,
        ...client.settings,
        ClientId: client.id,
        ClientSecret: client.secret,
        CreationDate: epochSeconds(client.createdMs),
        LastModifiedDate: epochSeconds(client.createdMs),
    };
}

/** UserPoolDescriptionType. */
export function poolDescriptionType(pool: UserPool): object {
    return {
        Id: pool.id,
        Name: pool.name,
        LambdaConfig: pool.settings.LambdaConfig ?? {},
        LastModifiedDate: epochSeconds(pool.modifiedMs),
        CreationDate: epochSeconds(pool.createdMs),
    };
}

/** UserPoolType: what CreateUserPool was given, AWS's defaults for the rest. */
export function poolType(pool: UserPool): object {
    const { PoolName: _name, Schema: _schema, ...settings } = pool.settings;
    return {
        ...poolDescriptionType(pool),
        DeletionProtection: "INACTIVE",
        VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
        MfaConfiguration: "OFF",
        EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
        UserPoolTags: {},
        UserPoolTier: "ESSENTIALS",
        ...settings,
        Policies: policiesOf(pool),
        AdminCreateUserConfig: {
            AllowAdminCreateUserOnly: false,
            UnusedAccountValidityDays: 7,
            ...settings.AdminCreateUserConfig,
        },
        SchemaAttributes: [...pool.schema.values()] satisfies SchemaAttribute[],
        EstimatedNumberOfUsers: pool.users.size,
        Arn: pool.arn,
    };
}

function policiesOf(pool: UserPool): object {
    return {
        SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
        ...pool.settings.Policies,
        PasswordPolicy: { ...defaultPasswordPolicy, ...pool.settings.Policies?.PasswordPolicy },
    };
}

function optionalSeconds(timeMs: number | undefined): number | undefined {
    return timeMs === undefined ? undefined : epochSeconds(timeMs);
}
