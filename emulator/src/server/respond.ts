import { randomBytes, randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { EmulatorError } from "../errors";

/** Answers in AWS's JSON 1.1; members that are `undefined` are absent. */
export function respondJson(response: ServerResponse, statusCode: number, content: object): void {
    const body = Buffer.from(JSON.stringify(content));
    response.writeHead(statusCode, {
        "content-type": "application/x-amz-json-1.1",
        "content-length": body.length,
        "x-amzn-requestid": randomUUID(),
    });
    response.end(body);
}

/** Answers with `__type` and `message`; what is no EmulatorError becomes an InternalErrorException without details. */
export function respondError(response: ServerResponse, error: unknown): EmulatorError {
    const known =
        error instanceof EmulatorError
            ? error
            : new EmulatorError("InternalErrorException", "The emulator failed to answer this request.", 500);
    response.setHeader("x-amzn-errortype", `${known.code}:`);
    respondJson(response, known.statusCode, { __type: known.code, message: known.message });
    return known;
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
}

/** Answers as S3 does: errors as XML, success without a body. */
export function respondS3(response: ServerResponse, answer: S3Answer): void {
    const requestId = randomBytes(8).toString("hex").toUpperCase();
    const hostId = randomBytes(42).toString("base64");
    const elements = {
        Code: answer.code ?? "",
        Message: answer.message ?? "",
        ...answer.details,
        RequestId: requestId,
    };
    const xml = Object.entries({ ...elements, HostId: hostId }).map(
        ([name, text]) => `<${name}>${escapeXml(text)}</${name}>`,
    );
    const isError = answer.code !== undefined;
    const body = Buffer.from(isError ? `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xml.join("")}</Error>` : "");
    response.writeHead(answer.statusCode, {
        ...(isError ? { "content-type": "application/xml" } : {}),
        "content-length": body.length,
        "x-amz-request-id": requestId,
        "x-amz-id-2": hostId,
        server: "AmazonS3",
        ...answer.headers,
    });
    response.end(body);
}

function escapeXml(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
