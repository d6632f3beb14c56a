import { Readable } from "node:stream";

/** An SDK request handler that answers every call with one error, and counts the calls. */
export interface AnsweringHandler {
    readonly calls: number;
    handle(): Promise<{ response: object }>;
}

/** Errors with an HTTP status come as AWS's JSON, others as a connection that broke with them. */
export function answeringHandler(error: Error): AnsweringHandler {
    const status = (error as { $metadata?: { httpStatusCode: number } }).$metadata?.httpStatusCode;
    const handler = {
        calls: 0,
        async handle() {
            handler.calls++;
            if (status === undefined) {
                throw Object.assign(new Error(error.message), error, { name: error.name });
            }
            const body = JSON.stringify({ __type: error.name, message: error.message });
            const headers = { "content-type": "application/x-amz-json-1.1" };
            return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) } };
        },
    };
    return handler;
}
