import { invalidParameter } from "../errors";
import type { CreateUserPoolRequest } from "../model/createUserPoolRequest";
import type { MfaConfigChanges, MfaFactors } from "../model/setUserPoolMfaConfigRequest";
import { GroupStore } from "../users/groupStore";
import { PasswordStore } from "../users/passwords";
import { buildSchema, type Schema } from "../users/schema";
import type { SignInRules } from "../users/signInNames";
import { UserStore } from "../users/userStore";
import type { AppClient } from "./appClient";

/** One user pool with its users and app clients. */
export interface UserPool {
    readonly id: string;
    readonly arn: string;
    name: string;
    /** Counts up over all pools that the account ever made; orders ListUserPools. */
    readonly sequence: number;
    /** Milliseconds since 1970. */
    readonly createdMs: number;
    /** Milliseconds since 1970. */
    modifiedMs: number;
    /** Whether it is on Cognito's older infrastructure: it then has no column for password hashes, and cannot import them. */
    readonly olderInfrastructure: boolean;
    /** What CreateUserPool and UpdateUserPool were given. */
    settings: CreateUserPoolRequest;
    /** What SetUserPoolMfaConfig was given last; `undefined`: it was not called yet. */
    mfaFactors: MfaFactors | undefined;
    readonly schema: Schema;
    readonly signInRules: SignInRules;
    readonly users: UserStore;
    readonly groups: GroupStore;
    /** App clients by id, oldest first. */
    readonly clients: Map<string, AppClient>;
    /** Passwords and reset codes of those users who have them. */
    readonly passwords: PasswordStore;
}

/** The account of a pool. */
export function accountIdOf({ arn }: Pick<UserPool, "arn">): string {
    return arn.split(":")[4] ?? "";
}

/**
 * A new, empty pool.
 * @throws EmulatorError InvalidParameterException when the settings contradict each other.
 */
export function newUserPool(
    settings: CreateUserPoolRequest,
    identity: Pick<UserPool, "id" | "arn" | "sequence" | "createdMs" | "olderInfrastructure">,
): UserPool {
    const usernameAttributes = settings.UsernameAttributes ?? [];
    const aliasAttributes = settings.AliasAttributes ?? [];
    if (usernameAttributes.length > 0 && aliasAttributes.length > 0) {
        throw invalidParameter("Only one of the aliasAttributes or usernameAttributes can be set in a user pool.");
    }
    const caseSensitive = settings.UsernameConfiguration?.CaseSensitive ?? true;
    const signInRules = { usernameAttributes, aliasAttributes, caseSensitive };
    return {
        ...identity,
        name: settings.PoolName,
        modifiedMs: identity.createdMs,
        settings,
        mfaFactors: undefined,
        schema: buildSchema(settings.Schema ?? []),
        signInRules,
        users: new UserStore(signInRules),
        groups: new GroupStore(),
        clients: new Map(),
        passwords: new PasswordStore(),
    };
}

/**
 * The pool's MFA setting and the factors that it has. Until SetUserPoolMfaConfig sets factors, a pool with MFA that can send text
 * messages has those.
 */
export function mfaConfigOf({ settings, mfaFactors }: UserPool): object {
    const { MfaConfiguration = "OFF", SmsConfiguration, SmsAuthenticationMessage } = settings;
    const hasMessages = MfaConfiguration !== "OFF" && SmsConfiguration !== undefined;
    const factors = hasMessages ? { SmsMfaConfiguration: { SmsAuthenticationMessage, SmsConfiguration } } : {};
    return { MfaConfiguration, ...(mfaFactors ?? factors) };
}

/**
 * Sets the pool's MFA; PoolStore tells the journal.
 * Assumed: a factor that is not given is off, and without MfaConfiguration that setting stays.
 */
export function setMfaConfig(pool: UserPool, { MfaConfiguration, ...factors }: MfaConfigChanges): void {
    const { SmsConfiguration, SmsAuthenticationMessage } = factors.SmsMfaConfiguration ?? {};
    pool.mfaFactors = factors;
    pool.settings = {
        ...pool.settings,
        ...(MfaConfiguration && { MfaConfiguration }),
        ...(SmsConfiguration && { SmsConfiguration }),
        ...(SmsAuthenticationMessage && { SmsAuthenticationMessage }),
    };
}
