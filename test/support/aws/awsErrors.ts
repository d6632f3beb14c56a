/** An error as the SDK throws it: the exception's name and the HTTP status in `$metadata`. */
export function awsError(name: string, message: string, httpStatusCode = 400): Error {
    return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** A fault of the network as Node throws it. */
export function networkError(code: string, facts: Readonly<Record<string, unknown>> = {}): Error {
    return Object.assign(new Error(`connect ${code}`), { code, ...facts });
}

export const notFound = (): Error => awsError("ResourceNotFoundException", "The job does not exist.");
/** Credentials of an assumed role, as those of CI, single sign-on and machines are. The session's name may be a person's. */
const caller = "User: arn:aws:sts::123456789012:assumed-role/Deploy/ci";

/** AWS's text that names no action. */
export const accessDenied = (): Error =>
    awsError("AccessDeniedException", `${caller} is not authorized to access this resource`);

/** AWS's standard text, which names the action and mostly the resource. */
export const actionDenied = (action: string, resource: string): Error =>
    awsError(
        "AccessDeniedException",
        `${caller} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    );

/** The answer of STS if the caller may not assume the role of aws:assumeRole. */
export const assumeRoleDenied = (): Error =>
    awsError(
        "AccessDenied",
        "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/Deploy",
        403,
    );

/** Assumed: AWS documents neither error nor text. */
export const roleNotAssumable = (): Error =>
    awsError("InvalidParameterException", "Role cannot be assumed by Cognito.");
export const throttled = (): Error => awsError("TooManyRequestsException", "Rate exceeded");
export const serverError = (): Error => awsError("InternalErrorException", "Something went wrong", 500);
export const preconditionNotMet = (message: string): Error => awsError("PreconditionNotMetException", message);

/** The name; throws as AWS does for a name that AdminGetUser does not accept. */
export function askableName(name: string): string {
    if (name.length > 128 || !/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(name)) {
        throw awsError("InvalidParameterException", "1 validation error detected: Value at 'username'");
    }
    return name;
}
