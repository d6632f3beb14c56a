import { refusalOf, s3Refusal } from "../callers/refusal";
import { EmulatorError } from "../errors";
import type { S3Operation } from "../operations";
import type { SharedServices } from "../services";
import { type S3Answer, s3Response } from "../wire/respond";
import { readBody, type WireRequest, type WireResponse } from "../wire/wire";
import { getObject } from "./getObject";
import { putObject } from "./putObject";
import { type S3Request, s3OperationOf } from "./s3Request";

/** Answers a request to the S3 subset that sources of imports need. */
export async function handleS3(services: SharedServices, request: S3Request): Promise<WireResponse> {
    const operation = s3OperationOf(request);
    const answer = refuse(services, request.wire) ?? (await answerOf(services, request, operation).catch(tooLarge));
    if (request.wire.method !== "HEAD") {
        return s3Response(answer);
    }
    const { body: _body, ...response } = s3Response(answer);
    const headers = answer.code === undefined ? response.headers : { ...response.headers, "content-length": "0" };
    return { ...response, headers, body: Buffer.alloc(0) };
}

/** Without `verifySignatures` nobody needs credentials here: presigned requests have them in the query. */
function refuse(services: SharedServices, request: WireRequest): S3Answer | undefined {
    const refusal = refusalOf(services, request, () => request.headers["x-amz-content-sha256"] ?? "UNSIGNED-PAYLOAD");
    const isFine = refusal === undefined || (refusal === "missing" && services.settings.verifySignatures === undefined);
    return isFine ? undefined : s3Refusal(refusal);
}

async function answerOf(
    services: SharedServices,
    request: S3Request,
    operation: S3Operation | undefined,
): Promise<S3Answer> {
    const { objects } = services;
    if (operation === undefined) {
        const message = "A header or query you provided implies functionality that is not implemented";
        return { statusCode: 501, code: "NotImplemented", message };
    }
    if (operation === "CreateBucket") {
        await readBody(request.wire);
        if (!objects.has(request.bucket)) {
            objects.setBucket(request.bucket, false);
        }
        return { statusCode: 200, headers: { location: `/${request.bucket}` } };
    }
    if (!objects.has(request.bucket)) {
        const details = { BucketName: request.bucket };
        return { statusCode: 404, code: "NoSuchBucket", message: "The specified bucket does not exist", details };
    }
    switch (operation) {
        case "PutBucketVersioning":
            return setVersioning(services, request);
        case "PutObject":
            return putObject(services, request);
        default:
            return getObject(services, request);
    }
}

async function setVersioning({ objects }: SharedServices, request: S3Request): Promise<S3Answer> {
    const xml = (await readBody(request.wire)).toString();
    const [, status] = /<Status>(Enabled|Suspended)<\/Status>/.exec(xml) ?? [];
    if (status === undefined) {
        const message = "The XML you provided was not well-formed or did not validate against our published schema";
        return { statusCode: 400, code: "MalformedXML", message };
    }
    objects.setBucket(request.bucket, status === "Enabled");
    return { statusCode: 200 };
}

/** A body that is too large is S3's error here, in XML. */
function tooLarge(error: unknown): S3Answer {
    if (error instanceof EmulatorError && error.code === "RequestEntityTooLargeException") {
        const message = "Your proposed upload exceeds the maximum allowed size";
        return { statusCode: 400, code: "EntityTooLarge", message };
    }
    throw error;
}
