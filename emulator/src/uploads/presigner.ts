import {
    type BinaryLike,
    createHash,
    createHmac,
    type Hash,
    type Hmac,
    randomBytes,
    timingSafeEqual,
} from "node:crypto";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Clock } from "../clock/clock";
import { randomId } from "../ids";
import { parseAmzDate } from "../wire/signature";

const encryptionHeader = "x-amz-server-side-encryption";
const payloadHashHeader = "x-amz-content-sha256";
const signingParameters = new Set([
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
]);

/** How long an upload URL is valid, in seconds, as in AWS's examples. */
export const uploadUrlSeconds = 899;

/** The emulator's own S3 credentials. They are valid for nothing else. */
export interface PresigningKey {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
}

/** The journal's entry about the credentials, so that upload URLs stay valid after a restart. */
export interface KeyEntry {
    readonly type: "key";
    readonly key: PresigningKey;
}

/** The parts of a presigned request that S3 checks. */
export interface PresignedRequest {
    readonly method: string;
    /** Without the query. */
    readonly path: string;
    readonly query: URLSearchParams;
    readonly host: string;
    /** The value of x-amz-server-side-encryption; `undefined` where it was not sent. */
    readonly encryption: string | undefined;
}

/** The verdict on a presigned request. `expiresMs` is in milliseconds since 1970. */
export type SignatureVerdict =
    | { readonly kind: "valid" | "mismatch" | "unsigned" | "unknown-key" }
    | { readonly kind: "expired"; readonly expiresMs: number; readonly expiresSeconds: number };

/** Makes and checks S3's presigned upload URLs: SigV4 query signatures over host and x-amz-server-side-encryption. */
export class Presigner {
    /** What URLs are signed with. */
    key: PresigningKey = {
        accessKeyId: `ASIA${randomId(16).toUpperCase()}`,
        secretAccessKey: randomBytes(30).toString("base64"),
        sessionToken: randomBytes(48).toString("base64"),
    };
    private readonly signer: SignatureV4;

    constructor(
        region: string,
        private readonly clock: Clock,
    ) {
        const credentials = async (): Promise<PresigningKey> => this.key;
        this.signer = new SignatureV4({ service: "s3", region, credentials, sha256: Sha256, uriEscapePath: false });
    }

    /** The URL to PUT a CSV to, for 899 seconds, with the header `x-amz-server-side-encryption: aws:kms`. */
    async presign(host: string, path: string): Promise<string> {
        const headers = { host, [encryptionHeader]: "aws:kms" };
        const query = await this.sign("PUT", path, {}, headers, new Date(this.clock.now()), uploadUrlSeconds);
        return `http://${host}${path}?${new URLSearchParams(query).toString().replaceAll("+", "%20")}`;
    }

    /** Computes the signature again over what was received, and checks the time. */
    async verify(request: PresignedRequest): Promise<SignatureVerdict> {
        const { query } = request;
        if (!query.has("X-Amz-Signature")) {
            return { kind: "unsigned" };
        }
        if (!query.get("X-Amz-Credential")?.startsWith(`${this.key.accessKeyId}/`)) {
            return { kind: "unknown-key" };
        }
        const signedMs = parseAmzDate(query.get("X-Amz-Date") ?? "");
        const expiresSeconds = Number(query.get("X-Amz-Expires"));
        if (
            signedMs === undefined ||
            !Number.isInteger(expiresSeconds) ||
            expiresSeconds < 1 ||
            expiresSeconds > 604800
        ) {
            return { kind: "mismatch" };
        }
        const expected = await this.expectedQuery(request, signedMs, expiresSeconds);
        if (!isSameQuery(expected, query)) {
            return { kind: "mismatch" };
        }
        const expiresMs = signedMs + expiresSeconds * 1000;
        return this.clock.now() > expiresMs ? { kind: "expired", expiresMs, expiresSeconds } : { kind: "valid" };
    }

    private expectedQuery(request: PresignedRequest, signedMs: number, expiresSeconds: number): Promise<Query> {
        const others = [...request.query].filter(([name]) => !signingParameters.has(name));
        const headers: Record<string, string> = { host: request.host };
        if (request.encryption !== undefined) {
            headers[encryptionHeader] = request.encryption;
        }
        const { method, path } = request;
        return this.sign(method, path, Object.fromEntries(others), headers, new Date(signedMs), expiresSeconds);
    }

    private async sign(
        method: string,
        path: string,
        query: Query,
        headers: Record<string, string>,
        signingDate: Date,
        expiresIn: number,
    ): Promise<Query> {
        const request = new HttpRequest({
            method,
            path,
            query,
            headers: { ...headers, [payloadHashHeader]: "UNSIGNED-PAYLOAD" },
        });
        // The payload's hash is UNSIGNED-PAYLOAD by S3's rules; it is neither sent nor signed as a header.
        const signed = await this.signer.presign(request, {
            signingDate,
            expiresIn,
            unhoistableHeaders: new Set([encryptionHeader, payloadHashHeader]),
            unsignableHeaders: new Set([payloadHashHeader]),
        });
        return signed.query as Query;
    }
}

type Query = Record<string, string>;

function isSameQuery(expected: Query, received: URLSearchParams): boolean {
    const names = [...received.keys()];
    const { "X-Amz-Signature": signature = "", ...rest } = expected;
    const sameRest = Object.entries(rest).every(([name, value]) => received.get(name) === value);
    const left = Buffer.from(signature);
    const right = Buffer.from(received.get("X-Amz-Signature") ?? "");
    const sameSignature = left.length === right.length && timingSafeEqual(left, right);
    return sameRest && sameSignature && names.length === Object.keys(expected).length;
}

/** Node's SHA-256, or HMAC where there is a secret, as the SDK's signer takes it. */
class Sha256 {
    private readonly hash: Hash | Hmac;

    constructor(secret?: unknown) {
        this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as BinaryLike);
    }

    update(data: Uint8Array): void {
        this.hash.update(data);
    }

    async digest(): Promise<Uint8Array> {
        return this.hash.digest();
    }

    reset(): void {}
}
