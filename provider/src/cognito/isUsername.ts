const usernameForm = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;
const maxUsernameLength = 128;

/**
 * Whether a text can be the username of a user. AWS refuses to be asked for any other with an InvalidParameterException.
 *
 * Assumed: AWS counts the 128 characters in UTF-16 units, the narrower reading.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export function isUsername(name: string): boolean {
    return name.length <= maxUsernameLength && usernameForm.test(name);
}
