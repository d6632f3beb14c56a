import { isUserImportError, messageOf, UserImportError } from "../../errors/errors";
import { explainSts } from "../awsError";
import { commonSettings } from "../commonSettings";
import type { AwsSettings } from "../settings/awsSettings";
import { configName } from "../settings/configName";
import { withoutNodeNotice } from "../withoutNodeNotice";
import type { CredentialProvider } from "./assumeRole";
import { credentialsOf } from "./credentials";

/** GetCallerIdentity answers the same in every region of `aws`. */
const anyRegion = "us-east-1";

/**
 * The credentials of the settings, for every client that signs a call with them. They are handed out only once their account is
 * known to be one that the settings allow, so that no call is made in another.
 *
 * @param region of the clients; `undefined`: the environment's, or the profile's
 * @throws (from the provider) UserImportError as {@link checkAccount}, and what `credentialsOf` throws
 */
export function credentialsFor(settings: AwsSettings, region: string | undefined): CredentialProvider {
    const credentials = uncheckedCredentials(settings, region);
    if (!limitsAccounts(settings)) {
        return credentials;
    }
    return async (options) => {
        const found = await credentials(options);
        await checkAccount(settings, region);
        return found;
    };
}

/**
 * Asks STS which account the credentials are of, once for the same settings, and refuses another than `allowedAccountIds` and
 * `forbiddenAccountIds` say. Asks nothing where the settings have neither.
 *
 * @param region where STS is asked; `undefined`: the settings', the environment's, or any
 * @throws UserImportError `wrong-account`, or another code where STS does not say it: then no account is allowed
 */
export async function checkAccount(settings: AwsSettings, region = settings.region): Promise<void> {
    if (!limitsAccounts(settings)) {
        return;
    }
    const { allowedAccountIds: allowed = [], forbiddenAccountIds: forbidden = [] } = settings;
    const key = allowed.length === 0 ? "forbiddenAccountIds" : "allowedAccountIds";
    let account: string;
    try {
        account = await accountOf(settings, region);
    } catch (error) {
        if (isUserImportError(error) && error.code === "config-invalid") {
            throw error;
        }
        throw new UserImportError(
            isUserImportError(error) ? error.code : "aws-error",
            `Nothing was asked of Cognito: ${key} cannot be checked. ${messageOf(error)} To run without the check, remove ${configName(key)} from ` +
                "the Pulumi config (or the argument aws).",
            { cause: error },
        );
    }
    const isForbidden = forbidden.includes(account);
    if (isForbidden || (allowed.length > 0 && !allowed.includes(account))) {
        const rule = isForbidden
            ? `forbiddenAccountIds has it (${forbidden.join(", ")})`
            : `allowedAccountIds has only ${allowed.join(", ")}`;
        throw new UserImportError(
            "wrong-account",
            `The credentials are of AWS account ${account}, and ${rule}. Nothing was asked of Cognito. Use credentials of the right account ` +
                `(${configName("profile")}, ${configName("assumeRoles")} or the environment), or correct ${configName(isForbidden ? "forbiddenAccountIds" : "allowedAccountIds")} ` +
                "in the Pulumi config (or the argument aws).",
        );
    }
}

/**
 * The id of the account that the settings' credentials are of, as STS says. Asked once for the same settings object.
 *
 * @param region where STS is asked; `undefined`: the settings', the environment's, or any
 * @throws UserImportError saying why STS does not tell
 */
export async function accountOf(settings: AwsSettings, region = settings.region): Promise<string> {
    const known = accounts.get(settings) ?? askAccount(settings, region);
    accounts.set(settings, known);
    // An answer lasts; a failure may be over when it is asked again.
    known.catch(() => accounts.delete(settings));
    return await known;
}

const accounts = new WeakMap<AwsSettings, Promise<string>>();

async function askAccount(settings: AwsSettings, region: string | undefined): Promise<string> {
    // Few ask for it, and a client takes memory.
    const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
    const config = {
        ...commonSettings(settings, region)("sts"),
        credentials: uncheckedCredentials(settings, region),
    };
    try {
        let client = withoutNodeNotice(() => new STSClient(config));
        const isSomewhere = await client.config.region().then(
            () => true,
            () => false,
        );
        if (!isSomewhere) {
            client = withoutNodeNotice(() => new STSClient({ ...config, region: anyRegion }));
        }
        const { Account } = await client.send(new GetCallerIdentityCommand({}));
        if (Account === undefined) {
            throw new UserImportError("aws-error", "STS's answer to GetCallerIdentity has no account. Run again.");
        }
        return Account;
    } catch (error) {
        throw explainSts(error, "GetCallerIdentity");
    }
}

/** Shared by all clients of a region, so that roles are assumed once. */
const credentials = new WeakMap<AwsSettings, Map<string | undefined, CredentialProvider>>();

function uncheckedCredentials(settings: AwsSettings, region: string | undefined): CredentialProvider {
    const ofRegions = credentials.get(settings) ?? new Map<string | undefined, CredentialProvider>();
    credentials.set(settings, ofRegions);
    const ofRegion = ofRegions.get(region) ?? credentialsOf(settings, commonSettings(settings, region)("sts"));
    ofRegions.set(region, ofRegion);
    return ofRegion;
}

/** An empty list limits nothing, as in the AWS plugin. */
function limitsAccounts({ allowedAccountIds = [], forbiddenAccountIds = [] }: AwsSettings): boolean {
    return allowedAccountIds.length > 0 || forbiddenAccountIds.length > 0;
}
