import { EmulatorError } from "../errors";
import type { CreateUserPoolRequest } from "../model/createUserPoolRequest";

type PasswordPolicy = NonNullable<CreateUserPoolRequest["Policies"]>["PasswordPolicy"];

/** The password policy of a pool that was created without one. */
export const defaultPasswordPolicy = {
    MinimumLength: 8,
    RequireUppercase: true,
    RequireLowercase: true,
    RequireNumbers: true,
    RequireSymbols: true,
    TemporaryPasswordValidityDays: 7,
};

/**
 * Holds a password against a pool's policy.
 * @throws EmulatorError InvalidPasswordException, without the password.
 */
export function checkPassword(password: string, policy: PasswordPolicy): void {
    const rules = { ...defaultPasswordPolicy, ...policy };
    const missing =
        (password.length < (rules.MinimumLength ?? 8) && "Password not long enough") ||
        (rules.RequireUppercase === true && !/[A-Z]/.test(password) && "Password must have uppercase characters") ||
        (rules.RequireLowercase === true && !/[a-z]/.test(password) && "Password must have lowercase characters") ||
        (rules.RequireNumbers === true && !/[0-9]/.test(password) && "Password must have numeric characters") ||
        (rules.RequireSymbols === true && !/[^A-Za-z0-9]/.test(password) && "Password must have symbol characters");
    if (missing !== false) {
        throw new EmulatorError("InvalidPasswordException", `Password did not conform with policy: ${missing}`);
    }
}
