import { randomBytes, randomUUID } from "node:crypto";
import { EmulatorError, type ErrorCode } from "../errors";
import type { WireResponse } from "./wire";
import { type XmlElements, xmlDocument } from "./xml";

/** An answer in AWS's JSON 1.1; members that are `undefined` are absent. */
export function jsonResponse(statusCode: number, content: object, errorCode?: string): WireResponse {
    const body = Buffer.from(JSON.stringify(content));
    return {
        statusCode,
        headers: {
            "content-type": "application/x-amz-json-1.1",
            "content-length": String(body.length),
            "x-amzn-requestid": randomUUID(),
            ...(errorCode === undefined ? {} : { "x-amzn-errortype": `${errorCode}:` }),
        },
        body,
        errorCode,
    };
}

/** `__type` and `message`; any error but an EmulatorError becomes an InternalErrorException without details. */
export function errorResponse(error: unknown): WireResponse {
    const known = knownError(error, "InternalErrorException");
    return jsonResponse(known.statusCode, { __type: known.code, message: known.message }, known.code);
}

/** An error as it is shown. */
interface ShownError {
    readonly code: string;
    readonly message: string;
    readonly statusCode: number;
}

function knownError(error: unknown, otherCode: ErrorCode): ShownError {
    return error instanceof EmulatorError
        ? error
        : { code: otherCode, message: "The emulator failed to answer this request.", statusCode: 500 };
}

const stsNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** An answer in the XML of AWS's query protocol, as STS gives it. */
export function queryResponse(operation: string, result: XmlElements): WireResponse {
    const requestId = randomUUID();
    const content = { [`${operation}Result`]: result, ResponseMetadata: { RequestId: requestId } };
    return queryDocument(200, `${operation}Response`, content, requestId);
}

/** An error in that protocol; any error but an EmulatorError becomes an InternalFailure without details. */
export function queryErrorResponse(error: unknown): WireResponse {
    return queryError(knownError(error, "InternalFailure"));
}

/** Any error in that protocol. */
export function queryError({ code, message, statusCode }: ShownError): WireResponse {
    const requestId = randomUUID();
    const details = { Type: statusCode >= 500 ? "Receiver" : "Sender", Code: code, Message: message };
    const content = { Error: details, RequestId: requestId };
    return queryDocument(statusCode, "ErrorResponse", content, requestId, code);
}

function queryDocument(
    statusCode: number,
    root: string,
    content: XmlElements,
    requestId: string,
    errorCode?: string,
): WireResponse {
    const body = Buffer.from(xmlDocument(root, content, stsNamespace));
    const headers = {
        "content-type": "text/xml",
        "content-length": String(body.length),
        "x-amzn-requestid": requestId,
    };
    return { statusCode, headers, body, errorCode };
}

/** An answer of S3: an error with its own elements, or success. */
export interface S3Answer {
    readonly statusCode: number;
    /** S3's error code; `undefined` for a success. */
    readonly code?: string;
    readonly message?: string;
    /** Further elements of the error, in order. */
    readonly details?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    /** Of a success; default empty. What comes in chunks needs a content-length among the headers. */
    readonly body?: WireResponse["body"];
}

/** Answers as S3 does: errors as XML. */
export function s3Response(answer: S3Answer): WireResponse {
    const requestId = randomBytes(8).toString("hex").toUpperCase();
    const hostId = randomBytes(42).toString("base64");
    const isError = answer.code !== undefined;
    const elements = { Code: answer.code ?? "", Message: answer.message ?? "", ...answer.details };
    const body = isError
        ? Buffer.from(xmlDocument("Error", { ...elements, RequestId: requestId, HostId: hostId }))
        : (answer.body ?? Buffer.alloc(0));
    return {
        statusCode: answer.statusCode,
        headers: {
            ...(isError ? { "content-type": "application/xml" } : {}),
            ...(Buffer.isBuffer(body) ? { "content-length": String(body.length) } : {}),
            "x-amz-request-id": requestId,
            "x-amz-id-2": hostId,
            server: "AmazonS3",
            ...answer.headers,
        },
        body,
        errorCode: answer.code,
    };
}
