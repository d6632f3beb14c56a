/** The AWS exception names that the emulator answers with. */
export type ErrorCode =
    | "AccessDenied"
    | "AccessDeniedException"
    | "AliasExistsException"
    | "CodeMismatchException"
    | "ExpiredCodeException"
    | "ExpiredToken"
    | "ExpiredTokenException"
    | "GroupExistsException"
    | "HostNotAllowedException"
    | "IncompleteSignature"
    | "IncompleteSignatureException"
    | "InternalErrorException"
    | "InternalFailure"
    | "InvalidAction"
    | "InvalidClientTokenId"
    | "InvalidIdentityToken"
    | "InvalidParameterException"
    | "InvalidParameterValue"
    | "InvalidPasswordException"
    | "InvalidSignatureException"
    | "LimitExceededException"
    | "MalformedInput"
    | "MalformedPolicyDocument"
    | "MissingAuthenticationToken"
    | "MissingAuthenticationTokenException"
    | "NotAuthorizedException"
    | "OperationNotEnabledException"
    | "OriginNotAllowedException"
    | "PackedPolicyTooLarge"
    | "PasswordResetRequiredException"
    | "PreconditionNotMetException"
    | "RequestEntityTooLargeException"
    | "ResourceNotFoundException"
    | "SerializationException"
    | "ServiceUnavailableException"
    | "SignatureDoesNotMatch"
    | "Throttling"
    | "ThrottlingException"
    | "TooManyRequestsException"
    | "UnknownOperationException"
    | "UnrecognizedClientException"
    | "UnsupportedFeatureException"
    | "UnsupportedUserStateException"
    | "UserImportInProgressException"
    | "UserNotConfirmedException"
    | "UserNotFoundException"
    | "UsernameExistsException"
    | "ValidationError";

/** An answer other than success; the server turns it into AWS's error in the protocol of the service. */
export class EmulatorError extends Error {
    override readonly name = "EmulatorError";

    constructor(
        /** AWS's name of the error. */
        readonly code: ErrorCode,
        message: string,
        /** The HTTP status: 400 for everything a client can cause, 500 for the emulator's own faults. */
        readonly statusCode = 400,
        options?: ErrorOptions,
    ) {
        super(message, options);
    }
}

/** A parameter is malformed or does not fit the user pool. */
export function invalidParameter(message: string): EmulatorError {
    return new EmulatorError("InvalidParameterException", message);
}

/** There is no such user pool, job, log group or log stream. */
export function resourceNotFound(message: string): EmulatorError {
    return new EmulatorError("ResourceNotFoundException", message);
}

/** The job or pool is not in the state that the operation needs. */
export function preconditionNotMet(message: string): EmulatorError {
    return new EmulatorError("PreconditionNotMetException", message);
}

/** AdminGetUser's and AdminDeleteUser's answer to an unknown name. */
export function userNotFound(): EmulatorError {
    return new EmulatorError("UserNotFoundException", "User does not exist.");
}

/** A sign-in, client or state that does not allow the call. */
export function notAuthorized(message: string): EmulatorError {
    return new EmulatorError("NotAuthorizedException", message);
}

/** A feature that AWS has and the emulator does not. */
export function unsupportedFeature(what: string): EmulatorError {
    return new EmulatorError("UnsupportedFeatureException", `cognito-user-import-emulator does not serve ${what}.`);
}
