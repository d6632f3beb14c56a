import type { UserPool } from "./userPool";

/** First factors of a sign-in that send a code, and the attribute that says where to. */
const codeFactors = { EMAIL_OTP: "email", SMS_OTP: "phone_number" } as const;

/**
 * Whether a user with these attributes can sign in by a code, without a password: the pool allows it, and knows where to send it.
 * Assumed: the address or phone number has to be there; whether it is verified does not matter.
 */
export function canSignInByCode(
    { settings }: Pick<UserPool, "settings">,
    attributes: readonly (readonly [name: string, value: string])[],
): boolean {
    const allowed: readonly string[] = settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
    return Object.entries(codeFactors).some(
        ([factor, attribute]) =>
            allowed.includes(factor) && attributes.some(([name, value]) => name === attribute && value !== ""),
    );
}
