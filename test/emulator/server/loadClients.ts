import { connect } from "node:net";

/** What load goes to. */
export interface Target {
    readonly url: string;
    /** The last presigned URL that anybody was given. */
    uploadUrl: string;
}

const target = "X-Amz-Target: AWSCognitoIdentityProviderService.CreateUserPool\r\nAuthorization: AWS4-x";

/** What clients can do wrong, as the bytes that they send before they hang up. */
const wrongs: readonly ((target: Target) => string)[] = [
    () => "\0\u0001\u0002 this is no HTTP\r\n\r\n",
    () => `POST / HTTP/1.1\r\nHost: x\r\n${target}\r\nContent-Length: 5000\r\n\r\n{"PoolName":`,
    () => `POST / HTTP/1.1\r\nHost: x\r\n${target}\r\nContent-Length: 12\r\n\r\n{"PoolName":`,
    () => `GET / HTTP/1.1\r\nHost: x\r\nLong: ${"x".repeat(20_000)}\r\n\r\n`,
    () => `POST / HTTP/1.1\r\nHost: x\r\n${target}\r\nContent-Length: 1100000\r\n\r\n${"x".repeat(1_100_000)}`,
    () => `POST / HTTP/1.1\r\nHost: x\r\n${target}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    () => `PUT /people/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nx`,
    () => `PUT /aws-cognito-idp-user-import-x/1/2/3?X-Amz-Signature=x HTTP/1.1\r\nHost: x\r\n\r\n`,
    () => `POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: ${"Nothing".repeat(50)}\r\nContent-Length: 2\r\n\r\n{}`,
    () => `POST /_emulator/faults HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
    () => `POST / HTTP/1.1\r\nHost: x\r\n${target}\r\nContent-Length: 20000\r\n\r\n${"[".repeat(20_000)}`,
    ({ uploadUrl }) => {
        const { pathname, search, host } = new URL(uploadUrl);
        const headers = `Host: ${host}\r\nx-amz-server-side-encryption: aws:kms\r\nContent-Length: 100000`;
        return `PUT ${pathname}${search} HTTP/1.1\r\n${headers}\r\n\r\n${"x".repeat(50_000)}`;
    },
];

/** What each client does at least, even if the machine is so slow that the time is over before. */
export const leastTimes = 3;

/** Does one thing after another wrong until the time is over; returns how many. */
export async function misbehave(on: Target, untilMs: number, seed: number): Promise<number> {
    let count = 0;
    while (Date.now() < untilMs || count < leastTimes) {
        const wrong = wrongs[(seed + count) % wrongs.length];
        await sendAndLeave(on, wrong?.(on) ?? "", (seed + count) % 3 === 0);
        count++;
    }
    return count;
}

/** Sends bytes; then hangs up at once, or waits for what is answered. */
function sendAndLeave({ url }: Target, bytes: string, atOnce: boolean): Promise<void> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve) => {
        const socket = connect(Number(port), hostname, () => {
            socket.write(bytes, () => (atOnce ? socket.resetAndDestroy() : undefined));
        });
        socket.setTimeout(100, () => socket.destroy());
        socket.resume();
        socket.on("error", () => socket.destroy());
        socket.on("close", () => resolve());
    });
}
