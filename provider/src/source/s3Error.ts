import { assumeRoleAdvice } from "../aws/advice";
import { certificateAdvice, isCertificateFault, networkCodeOf } from "../aws/networkError";
import { denialIn } from "../aws/refusalTexts";
import { configName } from "../aws/settings/configName";
import { messageOf, UserImportError } from "../errors/errors";
import { shownName } from "../errors/shownError";
import { shownText } from "../errors/shownText";
import { isTooSlow } from "./pace";
import { isArn, type S3Location } from "./s3Location";

/** What S3 calls an error, why it happens and what to do. */
const reasons: Readonly<Partial<Record<string, string>>> = {
    NoSuchBucket: "there is no such bucket; check its name",
    NoSuchKey: "the bucket has no such object; check the key, upper and lower case matter",
    NoSuchVersion: "the object has no such version; check versionId",
    NotFound: "there is no such bucket, object or version",
    MethodNotAllowed: "this version is a delete marker: the object was deleted; name another version",
    InvalidObjectState: "it is in an archive class (Glacier); restore it first",
    InvalidBucketName: "this is not a valid bucket name",
    InvalidArgument: "S3 does not accept this address; check versionId",
    TemporaryRedirect: "the bucket is new, and not all of S3 knows its region yet; run again in a few minutes",
    AuthorizationHeaderMalformed:
        "the bucket is in another region, and S3 did not say which; use a bucket in the user pool's region",
    "KMS.DisabledException": "its KMS key is disabled; enable the key",
    "KMS.NotFoundException": "its KMS key does not exist; encrypt the object with another key",
};

/** Credentials that S3 refuses with another status than 403. */
const refusedCredentials: readonly string[] = ["ExpiredToken", "InvalidToken", "TokenRefreshRequired"];

const deletedReason =
    "the object was deleted (its newest version is a delete marker); upload it again, or name a version";

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
    const isForbidden = status === 403 || status === 401 || refusedCredentials.includes(name);
    if (isForbidden && reasonOf(name) === undefined) {
        return denied(error, location);
    }
    if (status === undefined) {
        return isCredentialsError(error) ? denied(error, location) : unanswered(error, location);
    }
    const reason = isDeleted(error)
        ? deletedReason
        : (reasonOf(name) ?? `S3 answered ${status} ${codeOf(name)}`.trim());
    return new UserImportError("source-unreadable", `The source ${location.text} cannot be read: ${reason}.`, {
        cause: error,
    });
}

/** The error for an object that is no longer what it was when it was opened. */
export function s3Changed(location: S3Location): UserImportError {
    return new UserImportError(
        "source-changed",
        `The source ${location.text} was replaced while it was read. Wait until it is complete, then run again.`,
    );
}

/** The error where S3 gives no answer, or breaks off again and again. */
export function s3Unreachable(cause: unknown, location: S3Location): UserImportError {
    const code = networkCodeOf(cause) ?? shownName((cause as Partial<Error> | undefined)?.name);
    if (isCertificateFault(code)) {
        return new UserImportError(
            "unreachable",
            `The source ${location.text} cannot be read: S3's certificate cannot be trusted (${code}). ${certificateAdvice()}.`,
            { cause },
        );
    }
    return new UserImportError(
        "unreachable",
        `The source ${location.text} cannot be read: S3 ${isTooSlow(cause) ? cause.message : `does not answer (${code})`}. Check the network, the region and, if ` +
            `it is set, the Pulumi config ${configName("endpoints")}. Then run again.`,
        { cause },
    );
}

/** Whether no more happened than that a connection broke, which may come about again, or S3 asked for patience. */
export function isBrokenConnection(error: unknown): boolean {
    const status = statusOf(error);
    const code = networkCodeOf(error);
    return status === undefined ? code !== undefined && !isCertificateFault(code) : status >= 500;
}

function reasonOf(name: string): string | undefined {
    return name === "PermanentRedirect"
        ? `the bucket is in another region or at another endpoint; check ${configName("region")} and ${configName("endpoints")}`
        : reasons[name];
}

/** What no answer came to: the network's fault, or the SDK's own refusal to make a request of it, in its words. */
function unanswered(error: unknown, location: S3Location): UserImportError {
    if (networkCodeOf(error) !== undefined || isTooSlow(error)) {
        return s3Unreachable(error, location);
    }
    const said = shownText(messageOf(error)).replace(/\.$/, "");
    const advice = location.bucket.endsWith(".mrap")
        ? "Name a bucket, or an access point of one region."
        : `Check the bucket, ${configName("region")} and, if it is set, the Pulumi config ${configName("endpoints")}.`;
    return new UserImportError(
        "source-unreadable",
        `The source ${location.text} cannot be read: no request can be made (${said}). ${advice}`,
        { cause: error },
    );
}

function denied(error: unknown, location: S3Location): UserImportError {
    const name = codeOf(error instanceof Error ? error.name : "") || "AccessDenied";
    // Assumed: S3 passes on what KMS says, in the words that IAM's guide to access denied errors shows.
    const { action = "", resource } = denialIn(messageOf(error)) ?? {};
    let message = `${name}. Check the credentials (${configName("profile")}, ${configName("accessKey")} or the environment), and that they allow ${needed(location)}`;
    if (action.startsWith("sts:")) {
        message = `${name}. ${assumeRoleAdvice(action, resource)}`;
    } else if (action.startsWith("kms:")) {
        message =
            `it is encrypted, and these credentials may not use its key. Allow ${action} on ${resource ?? "its key"} in the ` +
            "policy of the credentials and, if the key is in another account, in the key's policy too.";
    }
    return new UserImportError("access-denied", `The source ${location.text} cannot be read: ${message}`, {
        cause: error,
    });
}

function needed({ bucket, key, versionId }: S3Location): string {
    const isAccessPoint = isArn(bucket);
    const objects = isAccessPoint ? `${bucket}/object` : `arn:aws:s3:::${bucket}`;
    const action = versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
    return (
        `${action} on ${objects}/${key} and, if it is encrypted with a KMS key, kms:Decrypt on that key. ` +
        `Without s3:ListBucket on ${isAccessPoint ? bucket : objects} S3 gives the same answer for an object that does not exist.`
    );
}

/** S3's name of an error, where it is one. */
function codeOf(name: string): string {
    return shownName(name) === name && name !== "Error" ? name : "";
}

/** Whether the newest version of the object is a delete marker. */
function isDeleted(error: unknown): boolean {
    const headers = (error as { $response?: { headers?: Record<string, string> } }).$response?.headers;
    return statusOf(error) === 404 && headers?.["x-amz-delete-marker"] === "true";
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
