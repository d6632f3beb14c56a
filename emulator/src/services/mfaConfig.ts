import type { MfaConfigChanges } from "../model/setUserPoolMfaConfigRequest";
import type { UserPool } from "./userPool";

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
 * Sets the pool's MFA; PoolStore writes it down.
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
