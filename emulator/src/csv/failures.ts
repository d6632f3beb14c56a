/**
 * Why a row is not imported, as the log says it.
 * Assumed: AWS documents only `notVerified`, and uses other wordings too. The other texts are written in its style. None contains
 * a value of the file.
 */
export const failures = {
    notVerified:
        "The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).",
    fieldCount: "The number of values in the User Record does not match the number of columns in the header.",
    tooLong: "The User Record is longer than 16000 characters.",
    notUtf8: "The User Record is not encoded in UTF-8.",
    usernameMissing: "The User Record does not set the required column cognito:username.",
    usernameInvalid: "The value of cognito:username is not a valid username.",
    usernameNotAnAddress: "The value of cognito:username is not one of the user pool's username attributes.",
    usernameIsAlias: (kind: string) =>
        `The value of cognito:username has the form of ${kind}, which is an alias of the user pool.`,
    aliasExists: "An alias of the User Record is already in use by another user.",
    mfa: {
        OFF: "The value of cognito:mfa_enabled must be false, because multi-factor authentication is off.",
        ON: "The value of cognito:mfa_enabled must be true, because multi-factor authentication is required.",
        OPTIONAL: "The value of cognito:mfa_enabled must be true or false.",
    },
    hashOfAnotherAlgorithm:
        "The value of password_hash is a hash of another algorithm than the import job's PasswordHashingAlgorithm.",
    hashBeyondLimit: (part: string, most: number) =>
        `The value of password_hash exceeds the limits of the import job's PasswordHashingAlgorithm: ${part} above ${most}.`,
    required: (column: string) => `The User Record does not set the required attribute ${column}.`,
    tooLongValue: (column: string) => `The value of ${column} is longer than the user pool's schema allows.`,
    tooShortValue: (column: string) => `The value of ${column} is shorter than the user pool's schema allows.`,
    notANumber: (column: string) => `The value of ${column} is not a number.`,
    outOfRange: (column: string) => `The value of ${column} is outside the range of the user pool's schema.`,
    format: (column: string) => `The value of ${column} does not have the right format.`,
};
