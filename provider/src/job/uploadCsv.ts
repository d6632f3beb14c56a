import { certificateAdvice, isCertificateFault } from "../aws/networkError";
import type { Clock } from "../clock";
import { isUserImportError, UserImportError } from "../errors/errors";
import type { Source } from "../source/source";
import { putStream } from "./putStream";

/** Tries of one whole upload before it is given up. */
const maxAttempts = 5;

/** What an upload needs. */
export interface CsvUpload {
    readonly jobId: string;
    /** The job's presigned URL: a credential, never shown. */
    readonly uploadUrl: string;
    /** Throws UserImportError `source-changed` before its end where it is not what was checked. */
    readonly source: Source;
    /** Protocol and host of the configured Cognito endpoint, which may take uploads without https. */
    readonly trustedEndpoint: string | undefined;
    /** How bytes are sent; `undefined`: `putStream`. */
    readonly put?: typeof putStream | undefined;
    readonly clock: Clock;
    readonly signal?: AbortSignal | undefined;
}

/** How an upload ended: `expired` means that the URL is no longer valid and another one is needed. */
export type UploadResult = "uploaded" | "expired";

/**
 * Streams the source to a job's presigned URL, with its Content-Length and the server-side-encryption header that
 * the URL is signed for. What is transient (connection faults, S3's 500 and 503) is tried again as a whole.
 *
 * @throws UserImportError `upload-failed` when S3 refuses, `source-changed` when the bytes sent are not those checked
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool.html
 */
export async function uploadCsv(upload: CsvUpload): Promise<UploadResult> {
    if (!URL.canParse(upload.uploadUrl)) {
        throw failure(upload, "AWS returned an upload address that is not a URL; no user data was sent.");
    }
    const url = new URL(upload.uploadUrl);
    if (url.protocol !== "https:" && url.origin !== originOf(upload.trustedEndpoint)) {
        throw failure(
            upload,
            `AWS returned an upload address that is not https (host ${url.host}); no user data was sent.`,
        );
    }
    for (let attempt = 1; ; attempt++) {
        const outcome = await tryUpload(upload, url);
        if (outcome.kind !== "transient") {
            return outcome.kind;
        }
        if (attempt === maxAttempts) {
            throw failure(upload, `${outcome.reason}, on each of ${maxAttempts} tries. Run again.`);
        }
        // Full jitter, as AWS recommends for its services.
        await upload.clock.sleep(upload.clock.random() * Math.min(10, 2 ** (attempt - 1)), upload.signal);
    }
}

type UploadOutcome = { kind: UploadResult } | { kind: "transient"; reason: string };

async function tryUpload(upload: CsvUpload, url: URL): Promise<UploadOutcome> {
    const answer = await put(upload, url);
    if ("brokenBy" in answer) {
        if (isCertificateFault(answer.brokenBy)) {
            const reason = `The certificate of ${url.host} cannot be trusted (${answer.brokenBy}), and no user data was sent.`;
            throw failure(upload, `${reason} ${certificateAdvice()}.`);
        }
        return { kind: "transient", reason: `The connection to ${url.host} broke (${answer.brokenBy})` };
    }
    const { status, errorCode, errorMessage } = answer;
    if (status >= 200 && status < 300) {
        return { kind: "uploaded" };
    }
    const said = `${url.host} answered ${status}${errorCode === "" ? "" : ` ${errorCode}`}`;
    if (status >= 500 || errorCode === "SlowDown" || errorCode === "RequestTimeout") {
        return { kind: "transient", reason: said };
    }
    if (status === 403 && (/expired/i.test(errorMessage) || errorCode === "ExpiredToken")) {
        return { kind: "expired" };
    }
    throw failure(upload, `${said}. Nothing was imported. ${adviceFor(errorCode)}`);
}

function adviceFor(errorCode: string): string {
    return errorCode === "EntityTooLarge"
        ? "The CSV is too large for one job. Use UserImport, which splits it into several jobs."
        : "Run again. If it happens again, report it.";
}

async function put(upload: CsvUpload, url: URL): ReturnType<typeof putStream> {
    try {
        return await (upload.put ?? putStream)({
            url,
            headers: { "x-amz-server-side-encryption": "aws:kms" },
            body: upload.source.read(),
            bodyBytes: upload.source.sizeBytes,
            clock: upload.clock,
            signal: upload.signal,
        });
    } catch (error) {
        if (isUserImportError(error) && error.code === "source-changed") {
            // The reason names the source only; say which job is left behind by it.
            const message = `${error.message} Import job ${upload.jobId} was not started.`;
            throw new UserImportError("source-changed", message, { jobId: upload.jobId, cause: error });
        }
        throw error;
    }
}

function originOf(endpoint: string | undefined): string | undefined {
    return endpoint === undefined ? undefined : new URL(endpoint).origin;
}

function failure(upload: CsvUpload, reason: string): UserImportError {
    return new UserImportError("upload-failed", `Uploading the CSV of import job ${upload.jobId} failed. ${reason}`, {
        jobId: upload.jobId,
    });
}
