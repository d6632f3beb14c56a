import { Readable } from "node:stream";
import type { S3ClientConfig } from "@aws-sdk/client-s3";

/** What the SDK sends, at the addresses that it finds itself. */
export interface S3Request {
    readonly method: string;
    /** Such as `people.s3.eu-west-1.amazonaws.com`. */
    readonly hostname: string;
    readonly path: string;
    readonly query: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What S3 answers. A text is the body; HEAD gets none. */
export interface S3Answer {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly text?: string;
}

/** An S3 without a network: everything of the SDK but the connection is real. */
export interface ScriptedS3 {
    readonly requests: readonly S3Request[];
    readonly requestHandler: NonNullable<S3ClientConfig["requestHandler"]>;
}

/** S3 as a function says that it answers. */
export function scriptedS3(answer: (request: S3Request) => S3Answer): ScriptedS3 {
    const requests: S3Request[] = [];
    const handle = async (request: S3Request): Promise<object> => {
        requests.push(request);
        const { status, headers = {}, text = "" } = answer(request);
        const body = Readable.from(request.method === "HEAD" || text === "" ? [] : [Buffer.from(text)]);
        const length = { "content-length": String(Buffer.byteLength(text)) };
        return { response: { statusCode: status, headers: { ...length, ...headers }, body } };
    };
    return { requests, requestHandler: { handle } as unknown as ScriptedS3["requestHandler"] };
}

/** S3's error, with its XML. */
export function s3Failure(status: number, code: string, message = "", headers: S3Answer["headers"] = {}): S3Answer {
    return { status, headers, text: `<Error><Code>${code}</Code><Message>${message}</Message></Error>` };
}

/** The region that a request is signed for. */
export function signedRegion(request: S3Request): string | undefined {
    return /Credential=[^/]+\/\d+\/([^/]+)\/s3\//.exec(request.headers.authorization ?? "")?.[1];
}
