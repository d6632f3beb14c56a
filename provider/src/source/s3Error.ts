import { messageOf, UserImportError } from "../errors";
import type { S3Location } from "./s3Location";

/** What S3 calls an error, why it happens and what to do. */
const reasons: Readonly<Partial<Record<string, string>>> = {
    NoSuchBucket: "there is no such bucket; check its name",
    NoSuchKey: "the bucket has no such object; check the key, which is told apart by case",
    NoSuchVersion: "the object has no such version; check versionId",
    NotFound: "there is no such bucket, object or version",
    MethodNotAllowed: "this version is a delete marker: the object was deleted; name another version",
    InvalidObjectState: "it is in an archive class (Glacier); restore it first",
    InvalidBucketName: "no bucket can have this name",
    InvalidArgument: "S3 takes no such address; check versionId",
    PermanentRedirect: "the bucket is in another region or at another endpoint; check aws:region and aws:endpoints",
};

/** The error to show for what an S3 call threw; one that is ours already comes back untouched. */
export function explainS3Error(error: unknown, location: S3Location): UserImportError {
    if (error instanceof UserImportError) {
        return error;
    }
    const { name } = error instanceof Error ? error : { name: "Error" };
    const status = statusOf(error);
    if (name === "PreconditionFailed" || status === 412 || status === 416) {
        return s3Changed(location);
    }
    if (status === 403 || status === 401) {
        return denied(error, location);
    }
    if (status === undefined) {
        return isCredentialsError(error) ? denied(error, location) : s3Unreachable(error, location);
    }
    const reason = reasons[name] ?? `S3 answered ${status} ${/^\w+$/.test(name) ? name : ""}`.trim();
    return new UserImportError("source-unreadable", `The source ${location.text} cannot be read: ${reason}.`, {
        cause: error,
    });
}

/** The error for an object that is no longer what it was when it was opened. */
export function s3Changed(location: S3Location): UserImportError {
    return new UserImportError(
        "source-changed",
        `The source ${location.text} was replaced while it was read. Let whatever writes it finish, then run again.`,
    );
}

/** The error where S3 gives no answer, or breaks off again and again. */
export function s3Unreachable(cause: unknown, location: S3Location): UserImportError {
    const code = (cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.name : "no answer");
    return new UserImportError(
        "unreachable",
        `The source ${location.text} cannot be read: S3 does not answer (${code}). Check the network, the region and, where ` +
            "it is set, the Pulumi config aws:endpoints; then run again.",
        { cause },
    );
}

/** Whether no more happened than that a connection broke or S3 asked for patience. */
export function isBrokenConnection(error: unknown): boolean {
    const status = statusOf(error);
    return !(error instanceof UserImportError) && (status === undefined ? !isCredentialsError(error) : status >= 500);
}

function denied(error: unknown, { bucket, key, versionId, text }: S3Location): UserImportError {
    const action = versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
    const name = error instanceof Error && /^\w+$/.test(error.name) ? error.name : "AccessDenied";
    return new UserImportError(
        "access-denied",
        `The source ${text} cannot be read: ${name}. Check the credentials (aws:profile, aws:accessKey or the environment), ` +
            `and that they allow ${action} on ${bucket}/${key} and, where it is encrypted with a key of KMS, kms:Decrypt. ` +
            "Without s3:ListBucket on the bucket S3 also says so of an object that does not exist.",
        { cause: error },
    );
}

function isCredentialsError(error: unknown): boolean {
    return (
        (error instanceof Error && error.name === "CredentialsProviderError") ||
        /credential is missing|could not load credentials/i.test(messageOf(error))
    );
}

function statusOf(error: unknown): number | undefined {
    return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
}
