import { failures } from "../csv/failures";
import type { ImportRow } from "../csv/rowRules";
import { newSub } from "../ids";
import type { UserPool } from "../pools/userPool";
import { addressKind } from "../users/signInNames";
import type { Attributes, User } from "../users/user";

/** The user that a row becomes, created at `nowMs` (milliseconds since 1970); a text says why it cannot become one. */
export function newImportedUser(row: ImportRow, pool: UserPool, nowMs: number): User | string {
    const sub = newSub();
    const kinds = pool.signInRules.usernameAttributes;
    let { attributes } = row;
    if (kinds.length > 0) {
        const kind = addressKind(row.username, kinds);
        if (kind === undefined) {
            return failures.usernameNotAnAddress;
        }
        // Assumed: the column of the username attribute may be empty, and the username wins where the two differ.
        attributes = { ...attributes, [kind]: row.username };
    }
    return {
        username: kinds.length > 0 ? sub : row.username,
        sub,
        status: row.passwordHash !== undefined || canSignInByCode(pool, attributes) ? "CONFIRMED" : "RESET_REQUIRED",
        enabled: true,
        createdMs: nowMs,
        modifiedMs: nowMs,
        attributes,
        ...(row.passwordHash !== undefined && { passwordHash: row.passwordHash }),
    };
}

/** First factors of a sign-in that send a code, and the attribute that says where to. */
const codeFactors = { EMAIL_OTP: "email", SMS_OTP: "phone_number" } as const;

/**
 * Whether a user with these attributes can sign in by a code, without a password: the pool allows it, and knows where to send it.
 * Assumed: the address or phone number must be set; whether it is verified does not matter.
 */
function canSignInByCode({ settings }: Pick<UserPool, "settings">, attributes: Attributes): boolean {
    const allowed: readonly string[] = settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
    return Object.entries(codeFactors).some(
        ([factor, attribute]) => allowed.includes(factor) && (attributes[attribute] ?? "") !== "",
    );
}
