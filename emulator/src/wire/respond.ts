import { randomBytes, randomUUID } from "node:crypto";
import { EmulatorError } from "../errors";
import type { WireResponse } from "./wire";

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
    const known =
        error instanceof EmulatorError
            ? error
            : new EmulatorError("InternalErrorException", "The emulator failed to answer this request.", 500);
    return jsonResponse(known.statusCode, { __type: known.code, message: known.message }, known.code);
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

/** An XML document of one element with text children. */
export function xmlDocument(root: string, children: Readonly<Record<string, string>>): string {
    const elements = Object.entries(children).map(([name, text]) => `<${name}>${escapeXml(text)}</${name}>`);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${elements.join("")}</${root}>`;
}

function escapeXml(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
