import { EmulatorError, invalidParameter } from "../errors";
import { createUserPoolRequest, updateUserPoolRequest } from "../model/createUserPoolRequest";
import { integer } from "../model/scalars";
import { setUserPoolMfaConfigRequest } from "../model/setUserPoolMfaConfigRequest";
import { required, structure } from "../model/shape";
import { paginationToken, poolReference } from "../model/types";
import { mfaConfigOf, type UserPool } from "../pools/userPool";
import { defaultPasswordPolicy } from "../users/passwords";
import { decodeToken, encodeToken, epochSeconds, target } from "./target";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
export const CreateUserPool = target(createUserPoolRequest, ({ pools }, request) => ({
    UserPool: poolType(pools.create(request)),
}));

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html */
export const UpdateUserPool = target(updateUserPoolRequest, ({ pools, runner }, { UserPoolId, ...changes }) => {
    const pool = pools.get(UserPoolId);
    if (runner.isActive(pool.id)) {
        // Assumed: the text. The error is the one that AWS's model has for it.
        throw new EmulatorError("UserImportInProgressException", "A user import job is in progress in this user pool.");
    }
    pools.update(pool, changes);
    return {};
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const DescribeUserPool = target(poolReference, ({ pools }, request) => ({
    UserPool: poolType(pools.get(request.UserPoolId)),
}));

const listUserPoolsInput = structure({
    NextToken: paginationToken,
    MaxResults: required(integer({ min: 1, max: 60 })),
});

/**
 * Assumed: oldest pool first; AWS does not document an order.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html
 */
export const ListUserPools = target(listUserPoolsInput, ({ pools }, request) => {
    const after = request.NextToken === undefined ? -1 : decodeToken("pools", request.NextToken);
    const rest = pools.all().filter((pool) => pool.sequence > after);
    const page = rest.slice(0, request.MaxResults);
    const last = page.at(-1);
    return {
        UserPools: page.map(poolDescriptionType),
        NextToken: last !== undefined && page.length < rest.length ? encodeToken("pools", last.sequence) : undefined,
    };
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html */
export const DeleteUserPool = target(poolReference, async ({ pools, jobs, runner, uploads, journal }, request) => {
    const pool = pools.get(request.UserPoolId);
    if (pool.settings.DeletionProtection === "ACTIVE") {
        throw invalidParameter(
            "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
        );
    }
    if (runner.isActive(pool.id)) {
        // Assumed: the text. The error is the one that AWS's model has for it.
        throw new EmulatorError("UserImportInProgressException", "A user import job is in progress in this user pool.");
    }
    pools.delete(pool.id);
    // Until the journal says so, the next start may look for the files.
    journal.flush();
    await Promise.all(jobs.deleteOf(pool.id).map((jobId) => uploads.delete(jobId)));
    return {};
});

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const GetUserPoolMfaConfig = target(poolReference, ({ pools }, request) =>
    mfaConfigOf(pools.get(request.UserPoolId)),
);

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserPoolMfaConfig.html */
export const SetUserPoolMfaConfig = target(setUserPoolMfaConfigRequest, ({ pools }, { UserPoolId, ...changes }) => {
    const pool = pools.get(UserPoolId);
    pools.setMfaConfig(pool, changes);
    return mfaConfigOf(pool);
});

/** UserPoolDescriptionType. */
function poolDescriptionType(pool: UserPool): object {
    return {
        Id: pool.id,
        Name: pool.name,
        LambdaConfig: pool.settings.LambdaConfig ?? {},
        LastModifiedDate: epochSeconds(pool.modifiedMs),
        CreationDate: epochSeconds(pool.createdMs),
    };
}

/** UserPoolType: what CreateUserPool was given, AWS's defaults for the rest. */
function poolType(pool: UserPool): object {
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
        SchemaAttributes: [...pool.schema.values()],
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
