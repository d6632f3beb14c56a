import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";

type Input = string | ArrayBuffer | ArrayBufferView;

/** Node's own SHA-256 and HMAC as the SDK's signer wants it. */
export class NodeSha256 {
    private hash: Hash | Hmac;

    constructor(private readonly secret?: Input) {
        this.hash = this.start();
    }

    update(data: Input): void {
        this.hash.update(bytesOf(data));
    }

    async digest(): Promise<Uint8Array> {
        return this.hash.digest();
    }

    reset(): void {
        this.hash = this.start();
    }

    private start(): Hash | Hmac {
        return this.secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(this.secret));
    }
}

function bytesOf(data: Input): string | Uint8Array {
    if (typeof data === "string") {
        return data;
    }
    return ArrayBuffer.isView(data)
        ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
        : new Uint8Array(data);
}
