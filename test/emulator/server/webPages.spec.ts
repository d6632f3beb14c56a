import assert from "node:assert/strict";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { withEmulatorProcess } from "../../support/emulator/emulatorProcess";
import { createJob, createPool } from "../../support/emulator/importFixtures";

interface Answer {
    readonly status: number | undefined;
    readonly headers: IncomingMessage["headers"];
    readonly text: string;
}

/** A request with headers that `fetch` would not let through. */
function send(
    { port }: Pick<Emulator, "port">,
    headers: Record<string, string>,
    { method = "GET", path = "/health", body = "" } = {},
): Promise<Answer> {
    return new Promise((resolve, reject) => {
        const call = request({ port, host: "127.0.0.1", method, path, headers, agent: false }, (response) => {
            let text = "";
            response.setEncoding("utf8").on("data", (chunk: string) => {
                text += chunk;
            });
            response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
        });
        call.on("error", reject).end(body);
    });
}

const noUse = async (): Promise<void> => {};
const target = "AWSCognitoIdentityProviderService";
const signed = { authorization: "AWS4-HMAC-SHA256 Credential=any", "content-type": "application/x-amz-json-1.1" };
const createsPool = {
    headers: { ...signed, "x-amz-target": `${target}.CreateUserPool` },
    request: { method: "POST", path: "/", body: '{"PoolName":"people"}' },
};

describe("a web page", () => {
    let emulator: Emulator;
    before(async () => {
        emulator = await startEmulator();
    });
    after(() => emulator.close());

    const statusOf = async (headers: Record<string, string>, on: Pick<Emulator, "port"> = emulator): Promise<unknown> =>
        (await send(on, headers)).status;

    it("with a name that leads here is refused by its Host before anything is done, whatever the request", async () => {
        await withEmulator({}, async (own, { cognito }) => {
            const { url } = await createJob(cognito, await createPool(cognito));
            const upload = new URL(url);
            own.faults.add({ operation: "*", kind: "serverError" });
            const callsBefore = own.calls.length;
            for (const [method, path, body] of [
                ["GET", "/health", ""],
                ["GET", "/_emulator/messages", ""],
                ["POST", "/_emulator/faults", "[]"],
                ["DELETE", "/_emulator/faults", ""],
                ["POST", "/", '{"PoolName":"stolen"}'],
                ["PUT", "/bucket", ""],
                ["PUT", upload.pathname + upload.search, "x"],
                ["OPTIONS", "/", ""],
                ["GET", "/", ""],
            ] as const) {
                const headers = {
                    ...createsPool.headers,
                    host: "evil.example:9229",
                    "content-type": "application/json",
                };
                const { status, text } = await send(own, headers, { method, path, body });
                assert.equal(status, 403, `${method} ${path}`);
                assert.match(text, /HostNotAllowed/);
                assert.match(
                    text,
                    /The emulator does not answer to the host evil\.example\. If that is its name, start it with --allowed-host evil\.example \(allowedHosts\)\./,
                );
                assert.equal(text.startsWith("<?xml"), method === "PUT", text);
            }

            assert.equal(own.calls.length, callsBefore);
            assert.equal(own.faults.pending.length, 1);
        });
    });

    it("is not suspected in a request to localhost, a loopback address or a bucket in front of them, with any port or none", async () => {
        for (const host of [
            "localhost",
            "LocalHost:1",
            "localhost.",
            "127.0.0.1:9229",
            "127.8.9.10",
            "[::1]:80",
            "[::ffff:127.0.0.1]",
            "bucket.localhost:9229",
            "bucket.s3.localhost",
            "bucket.127.0.0.1:9229",
        ]) {
            assert.equal(await statusOf({ host }), 200, host);
        }
        const answer = await new Promise<string>((resolve) => {
            const socket = connect(emulator.port, "127.0.0.1", () => socket.write("GET /health HTTP/1.0\r\n\r\n"));
            socket.once("data", (bytes) => resolve(String(bytes)));
        });
        assert.match(answer, /^HTTP\/1\.1 200/);
    });

    it("is refused with a name that looks like one of ours", async () => {
        for (const host of [
            "localhost.evil.example",
            "evil-localhost",
            "127.0.0.1.evil.example",
            "evil.example#.localhost",
            "localhost@evil.example",
            "evil.example@localhost",
            "localhost:80:80",
            "local host",
            "0.0.0.0",
            "128.0.0.1",
            "169.254.169.254",
            "[::2]",
        ]) {
            assert.equal(await statusOf({ host }), 403, host);
        }
    });

    it("is refused, but not an allowed host such as the name of a service, which upload URLs then have", async () => {
        await withEmulator({ allowedHosts: ["cognito", "My_Service", "10.1.2.3"] }, async (own, { cognito }) => {
            for (const host of ["cognito:9229", "COGNITO", "my_service:1", "10.1.2.3:80", "localhost"]) {
                assert.equal(await statusOf({ host }, own), 200, host);
            }
            for (const host of ["evil.cognito", "cognito.example", "10.1.2.4"]) {
                assert.equal(await statusOf({ host }, own), 403, host);
            }
            const job = {
                UserPoolId: await createPool(cognito),
                JobName: "x",
                CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/x",
            };
            const headers = { ...signed, host: "my_service:9229", "x-amz-target": `${target}.CreateUserImportJob` };
            const { text } = await send(own, headers, { method: "POST", path: "/", body: JSON.stringify(job) });
            const { UserImportJob } = JSON.parse(text) as { UserImportJob: { PreSignedUrl: string } };
            const url = new URL(UserImportJob.PreSignedUrl);
            assert.equal(url.host, "my_service:9229");

            const upload = { method: "PUT", path: url.pathname + url.search, body: "x" };
            const answer = await send(own, { host: url.host, "x-amz-server-side-encryption": "aws:kms" }, upload);
            assert.equal(answer.status, 200);
        });
    });

    it("has a name, so an emulator on all addresses answers to each address, but only to allowed names", async () => {
        await withEmulator({ host: "0.0.0.0" }, async (own) => {
            for (const host of ["192.168.7.8:9229", "[fe80::1]", "0.0.0.0", "localhost"]) {
                assert.equal(await statusOf({ host }, own), 200, host);
            }
            assert.equal(await statusOf({ host: "evil.example" }, own), 403);
            // Its own server has an address too.
            assert.equal(await statusOf({ host: "192.168.7.8:9229", origin: "http://6.6.6.6" }, own), 403);
            assert.equal(await statusOf({ host: "192.168.7.8:9229", origin: "http://192.168.7.8:3000" }, own), 200);
        });
    });

    it("of another site is refused by its Origin before anything is done, or as a site's without one", async () => {
        const callsBefore = emulator.calls.length;
        for (const origin of [
            "https://evil.example",
            "http://localhost.evil.example",
            "http://evil.example:80",
            "null",
            "",
            "file://",
            "chrome-extension://localhost",
        ]) {
            const { status, text, headers } = await send(
                emulator,
                { ...createsPool.headers, origin },
                createsPool.request,
            );
            assert.equal(status, 403, origin);
            assert.match(text, /OriginNotAllowedException.*web pages/);
            assert.equal(headers["access-control-allow-origin"], undefined);
        }
        const bucket = await send(emulator, { origin: "https://evil.example" }, { method: "PUT", path: "/bucket" });
        assert.match(
            bucket.text,
            /<Code>OriginNotAllowed<\/Code>.*start it with --allowed-origin https:\/\/evil\.example /,
        );
        const image = await send(emulator, { "sec-fetch-site": "cross-site" }, { path: "/bucket/image" });
        assert.deepEqual([image.status, /pages of other sites/.test(image.text)], [403, true]);

        assert.equal(emulator.calls.length, callsBefore);
    });

    it("of this machine gets through by a proxy of its own server, but gets no CORS headers unless it is allowed", async () => {
        for (const origin of [
            "http://localhost:3000",
            "https://app.localhost",
            "http://127.0.0.1:1",
            "http://[::1]:3000",
        ]) {
            const { status, headers } = await send(
                emulator,
                { ...createsPool.headers, origin, "sec-fetch-site": "same-origin" },
                createsPool.request,
            );
            assert.deepEqual([status, headers["access-control-allow-origin"]], [200, undefined], origin);

            const asks = { origin, "access-control-request-method": "POST" };
            const preflight = await send(emulator, asks, { method: "OPTIONS", path: "/" });
            assert.equal(preflight.status, 403);
            assert.ok(preflight.text.includes(`start it with --allowed-origin ${origin} (allowedOrigins)`));
        }
    });

    it("that is allowed may make any request and read the answers, errors too", async () => {
        const origin = "http://localhost:3000";
        await withEmulator({ allowedOrigins: ["https://app.example", origin] }, async (own) => {
            const asks = {
                origin,
                "access-control-request-method": "POST",
                "access-control-request-headers": "content-type,x-amz-target,x-amz-user-agent",
            };
            const preflight = await send(own, asks, { method: "OPTIONS", path: "/" });
            assert.equal(preflight.status, 204);
            assert.equal(preflight.headers["access-control-allow-headers"], asks["access-control-request-headers"]);
            assert.match(preflight.headers["access-control-allow-methods"] ?? "", /\bPOST\b/);
            assert.equal(own.calls.length, 0);

            const made = await send(own, { ...createsPool.headers, origin }, createsPool.request);
            const failed = await send(
                own,
                { origin, "x-amz-target": `${target}.InitiateAuth` },
                { method: "POST", path: "/" },
            );
            const file = await send(own, { origin }, { path: "/bucket/key" });
            assert.deepEqual([made.status, failed.status, file.status], [200, 400, 404]);
            for (const { headers } of [preflight, made, failed, file]) {
                assert.equal(headers["access-control-allow-origin"], origin);
                assert.equal(headers["access-control-expose-headers"], "*");
                assert.equal(headers.vary, "Origin");
                assert.equal(headers["access-control-allow-credentials"], undefined);
            }

            assert.equal(await statusOf({ origin: "https://app.example", "sec-fetch-site": "cross-site" }, own), 200);
            assert.equal(await statusOf({ origin: "https://app.example:444" }, own), 403);
            assert.equal(await statusOf({ origin, host: "evil.example" }, own), 403);
        });
    });

    it("and its host are allowed as a name and an origin, nothing else", async () => {
        for (const host of ["cognito:9229", "http://cognito", "*", ""]) {
            await assert.rejects(withEmulator({ allowedHosts: [host] }, noUse), {
                name: "RangeError",
                message: "allowedHosts must be names or addresses without a port, such as cognito",
            });
        }
        for (const origin of ["localhost:3000", "http://localhost:3000/", "http://App.example", "*", "null", ""]) {
            await assert.rejects(withEmulator({ allowedOrigins: [origin] }, noUse), {
                name: "RangeError",
                message: "allowedOrigins must be origins such as http://localhost:3000",
            });
        }
    });

    it("and its host are allowed on the command line, each as often as it takes", async () => {
        const hosts = ["--allowed-host", "cognito", "--allowed-host", "aws.test"];
        const origins = ["--allowed-origin", "http://localhost:3000", "--allowed-origin", "capacitor://localhost"];
        await withEmulatorProcess([...hosts, ...origins], async (url) => {
            const port = { port: Number(new URL(url).port) };
            for (const host of ["cognito", "aws.test"]) {
                for (const origin of ["http://localhost:3000", "capacitor://localhost"]) {
                    const { status, headers } = await send(port, { host, origin });
                    assert.deepEqual([status, headers["access-control-allow-origin"]], [200, origin]);
                }
            }
        });
    });
});
