/** An error as the SDK throws it: the exception's name and the HTTP status in `$metadata`. */
export function awsError(name: string, message: string, httpStatusCode = 400): Error {
    return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** A fault of the network as Node throws it. */
export function networkError(code: string, facts: Readonly<Record<string, unknown>> = {}): Error {
    return Object.assign(new Error(`connect ${code}`), { code, ...facts });
}

export const notFound = (): Error => awsError("ResourceNotFoundException", "The job does not exist.");
export const accessDenied = (): Error => awsError("AccessDeniedException", "User is not authorized.");
export const throttled = (): Error => awsError("TooManyRequestsException", "Rate exceeded");
export const serverError = (): Error => awsError("InternalErrorException", "Something went wrong", 500);
export const preconditionNotMet = (message: string): Error => awsError("PreconditionNotMetException", message);

/** The name; throws as AWS does where it is none that AdminGetUser can be asked for. */
export function askableName(name: string): string {
    if (name.length > 128 || !/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(name)) {
        throw awsError("InvalidParameterException", "1 validation error detected: Value at 'username'");
    }
    return name;
}
