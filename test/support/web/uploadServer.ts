import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One PUT as the server saw it. */
export interface ReceivedPut {
    readonly url: string;
    readonly headers: IncomingMessage["headers"];
    /** Without the body if the answer came before it. */
    readonly body: string;
}

/** Answers one request; `undefined`: 200 once the body is there. */
export type UploadAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** A local stand-in for S3's presigned PUT. */
export interface UploadServer {
    /** `http://127.0.0.1:<port>` */
    readonly origin: string;
    readonly puts: readonly ReceivedPut[];
    /** Uses up one answer a request, before it takes every body with 200. */
    script(...answers: readonly UploadAnswer[]): void;
    close(): Promise<void>;
}

export async function startUploadServer(): Promise<UploadServer> {
    const puts: ReceivedPut[] = [];
    const answers: UploadAnswer[] = [];
    const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        const { url = "", headers } = request;
        const answer = answers.shift();
        if (answer !== undefined) {
            puts.push({ url, headers, body: "" });
            answer(request, response);
            return;
        }
        if (headers.expect !== undefined) {
            response.writeContinue();
        }
        let body = "";
        for await (const chunk of request.setEncoding("utf8")) {
            body += chunk;
        }
        puts.push({ url, headers, body });
        response.end();
    };
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
        take(request, response).catch(() => response.destroy());
    };
    const server = createServer(handle).on("checkContinue", handle);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return {
        origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        puts,
        script: (...more) => answers.push(...more),
        close: async () => {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}

/** S3's XML error. */
export function s3Error(status: number, code: string, message = ""): UploadAnswer {
    return (_request, response) => {
        response.writeHead(status, { "content-type": "application/xml" });
        response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
    };
}

/** The connection breaks without an answer. */
export const reset: UploadAnswer = (request) => {
    request.socket.resetAndDestroy();
};
