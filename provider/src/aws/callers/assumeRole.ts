import { readFile } from "node:fs/promises";
import {
    type FromTemporaryCredentialsOptions,
    fromTemporaryCredentials,
    fromWebToken,
} from "@aws-sdk/credential-providers";
import { isUserImportError, UserImportError } from "../../errors/errors";
import type { AssumeRoleSettings, WebIdentitySettings } from "../settings/awsSettings";
import { configName } from "../settings/configName";
import { type AssumeOperation, RoleError } from "./roleError";

/** What the SDK's clients take as `credentials`. The SDK's own functions differ in what else they are given. */
export type CredentialProvider = (options?: CredentialOptions) => Promise<Credentials>;

type CredentialOptions = Parameters<ReturnType<typeof fromTemporaryCredentials>>[0] & {
    readonly forceRefresh?: boolean;
};

/** A key, perhaps for a time only. */
export type Credentials = Awaited<ReturnType<ReturnType<typeof fromTemporaryCredentials>>>;

/** What STS is asked for, in its own names. */
export type RoleParameters = FromTemporaryCredentialsOptions["params"];

/** The settings of a client of STS, but for its credentials. */
export type StsSettings = NonNullable<FromTemporaryCredentialsOptions["clientConfig"]>;

/** Of a session whose settings name none: CloudTrail shows it. */
export const defaultSessionName = "pulumi-cognito-user-import";

/** A role's settings in STS's names. */
export function parametersOf(role: AssumeRoleSettings): RoleParameters {
    return {
        RoleArn: role.roleArn,
        RoleSessionName: role.sessionName ?? defaultSessionName,
        ExternalId: role.externalId,
        DurationSeconds: role.durationSeconds,
        Policy: role.policy,
        PolicyArns: role.policyArns?.map((arn) => ({ arn })),
        SourceIdentity: role.sourceIdentity,
        Tags: role.tags && Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
        TransitiveTagKeys: role.transitiveTagKeys && [...role.transitiveTagKeys],
    };
}

/**
 * Assumes a role with the credentials of another source.
 *
 * @throws (from the provider) RoleError, or what the source throws
 */
export function assuming(params: RoleParameters, source: CredentialProvider, sts: StsSettings): CredentialProvider {
    let sourceFault: { readonly error: unknown } | undefined;
    const masterCredentials: CredentialProvider = async (options) => {
        sourceFault = undefined;
        return await source(options).catch((error: unknown) => {
            sourceFault = { error };
            throw error;
        });
    };
    const provider = fromTemporaryCredentials({ params, masterCredentials, clientConfig: sts });
    return async (options) =>
        await provider(options).catch((error: unknown) => {
            // What is wrong with the credentials that assume a role is not wrong with the role.
            throw sourceFault?.error === error ? error : notAssumed(params.RoleArn ?? "", "AssumeRole", error);
        });
}

/**
 * Assumes a role with a token of an identity provider. Its file is read anew each time, since CI renews it.
 *
 * @throws (from the provider) RoleError; UserImportError `config-invalid` where there is no token
 */
export function byWebIdentity(identity: WebIdentitySettings, sts: StsSettings): CredentialProvider {
    const { roleArn, sessionName, durationSeconds, policy, policyArns } = identity;
    return async (options) => {
        const provider = fromWebToken({
            roleArn,
            webIdentityToken: identity.webIdentityToken ?? (await readToken(identity.webIdentityTokenFile)),
            roleSessionName: sessionName ?? defaultSessionName,
            ...(durationSeconds !== undefined && { durationSeconds }),
            ...(policy !== undefined && { policy }),
            ...(policyArns !== undefined && { policyArns: policyArns.map((arn) => ({ arn })) }),
            clientConfig: sts,
        });
        return await provider(options).catch((error: unknown) => {
            throw notAssumed(roleArn, "AssumeRoleWithWebIdentity", error);
        });
    };
}

/** An error of ours is of the settings, such as a proxy: STS was not asked. */
function notAssumed(roleArn: string, operation: AssumeOperation, error: unknown): unknown {
    return isUserImportError(error) ? error : new RoleError(roleArn, operation, error);
}

async function readToken(path: string | undefined): Promise<string> {
    const token = path === undefined ? "" : await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => error);
    if (typeof token === "string" && token.trim() !== "") {
        return token.trim();
    }
    const reason = typeof token === "string" ? "is empty" : `cannot be read (${token.code})`;
    throw new UserImportError(
        "config-invalid",
        path === undefined
            ? `The Pulumi config or argument ${configName("assumeRoleWithWebIdentity")} cannot be used: it has neither webIdentityToken nor webIdentityTokenFile.`
            : `The file ${path} with the web identity token ${reason}. It is named by the Pulumi config ` +
                  `${configName("assumeRoleWithWebIdentity")} or the environment variable AWS_WEB_IDENTITY_TOKEN_FILE.`,
    );
}
