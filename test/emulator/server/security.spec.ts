import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../emulator/src";
import { postJson } from "../../support/emulator/postJson";

/** A request exactly as given; `fetch` would tidy the path up. Resolves to the status, 0 where the connection was cut. */
function raw(
    { port }: Emulator,
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body = "",
): Promise<number> {
    return new Promise((resolve) => {
        const call = request({ port, host: "127.0.0.1", method, path, headers, agent: false }, (response) => {
            response.resume().on("end", () => resolve(response.statusCode ?? 0));
        });
        call.on("error", () => resolve(0)).end(body);
    });
}

describe("security", () => {
    let emulator: Emulator;
    let dataDir = "";
    before(async () => {
        dataDir = mkdtempSync(join(tmpdir(), "emulator-security-"));
        emulator = await startEmulator({ dataDir });
    });
    after(async () => {
        await emulator.close();
        rmSync(dataDir, { recursive: true, force: true });
    });

    it("lets no path of a request reach the file system", async () => {
        await raw(emulator, "PUT", "/people");
        const paths = [
            "/people/../../../../tmp/escaped",
            "/people/..%2f..%2f..%2fescaped",
            "/people/%2e%2e/%2e%2e/escaped",
            "/people/%00",
            "/people/C:%5cescaped",
            "/..%2f..%2fescaped/x",
            "/aws-cognito-idp-user-import-us-east-1/123456789012/..%2f..%2fescaped/import-x",
            "/aws-cognito-idp-user-import-us-east-1/123456789012/us-east-1_x/import-..%2fescaped",
            "/%",
            "//",
        ];
        for (const path of paths) {
            const status = await raw(emulator, "PUT", path, { "content-length": "1" }, "x");
            assert.ok(status === 200 || (status >= 400 && status < 500) || status === 501, `${path}: ${status}`);
            assert.notEqual(await raw(emulator, "GET", path), 500, path);
        }

        const names = readdirSync(dataDir).map((name) => name.replace(/^lock-[A-Za-z0-9]{20}\.sock$/, "lock-….sock"));
        assert.deepEqual(names.sort(), ["journal.jsonl", "lock", "lock-….sock", "uploads"]);
        for (const name of readdirSync(join(dataDir, "uploads"))) {
            assert.match(name, /^object-[A-Za-z0-9]{20}\.upload$/);
        }
    });

    it("bounds bodies and headers", async () => {
        const target = { "x-amz-target": "AWSCognitoIdentityProviderService.GetCSVHeader", authorization: "AWS4-x" };
        assert.equal(await raw(emulator, "POST", "/", target, "x".repeat(1024 * 1024 + 1)), 413);
        assert.equal(await raw(emulator, "GET", "/health", { long: "x".repeat(20_000) }), 431);
        for (const path of ["/people/big", "/people/big?partNumber=1"]) {
            const status = await raw(emulator, "PUT", path, { "content-length": String(300 * 1024 * 1024) });
            assert.ok([400, 501].includes(status), `${path}: ${status}`);
        }
        assert.equal(await raw(emulator, "POST", "/_emulator/faults", {}, "x".repeat(1024 * 1024 + 1)), 413);
    });

    it("survives requests that are not HTTP or are broken off", async () => {
        for (const bytes of ["\0\u0001garbage\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nx", "GET"]) {
            await new Promise<void>((resolve) => {
                const socket = connect(emulator.port, "127.0.0.1", () => socket.end(bytes));
                socket.resume().on("close", () => resolve());
            });
        }
        assert.equal(await raw(emulator, "GET", "/health"), 200);
    });

    it("answers any other JSON with a 400 and __type", async () => {
        const operations = [
            "CreateUserPool",
            "CreateUserImportJob",
            "ListUsers",
            "InitiateAuth",
            "Nothing",
            "__proto__",
        ];
        const bodies = [
            "",
            "null",
            "1",
            '"x"',
            "[]",
            "{",
            '{"UserPoolId":[[]]}',
            '{"Schema":{}}',
            '{"PoolName":{"a":1}}',
        ];
        bodies.push("[".repeat(100_000), `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`);
        for (const operation of operations) {
            for (const body of bodies) {
                const { status, content } = await postJson(emulator, operation, body);
                assert.equal(status, 400, `${operation}: ${body.slice(0, 40)}`);
                assert.match(String(content.__type), /Exception$/);
            }
        }
    });

    it("pollutes no prototype through names of attributes, tags, metadata, faults or messages", async () => {
        const pool = await postJson(
            emulator,
            "CreateUserPool",
            `{"PoolName":"people","AutoVerifiedAttributes":["email"],"__proto__":{"polluted":1},
              "UserPoolTags":{"__proto__":"x","constructor":"y"},"LambdaConfig":{"__proto__":{"polluted":1}},
              "Schema":[{"Name":"__proto__","AttributeDataType":"String"},{"Name":"constructor","AttributeDataType":"String"}]}`,
        );
        assert.equal(pool.status, 200);
        const { Id } = pool.content.UserPool as Record<string, string>;
        for (const name of ["custom:__proto__", "__proto__", "constructor", "custom:constructor"]) {
            const user = { UserPoolId: Id, Username: name, UserAttributes: [{ Name: name, Value: "polluted" }] };
            const { status } = await postJson(emulator, "AdminCreateUser", JSON.stringify(user));
            assert.equal(status, name.startsWith("custom:") ? 200 : 400, name);
        }
        await raw(emulator, "PUT", "/people/__proto__", { "x-amz-meta-__proto__": "polluted", __proto__: "polluted" });
        const fault = '{"operation":"*","kind":"pass","__proto__":{"polluted":1}}';
        await raw(emulator, "POST", "/_emulator/faults", { "content-type": "application/json" }, fault);
        emulator.faults.clear();

        const plain: Record<string, unknown> = {};
        assert.equal(plain.polluted, undefined);
        assert.deepEqual(Object.keys(Object.prototype), []);
    });

    it("listens on this machine only, unless told otherwise", async () => {
        assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:/);
        const outside = Object.values(networkInterfaces())
            .flat()
            .filter((address) => address?.internal === false && address.family === "IPv4");
        for (const address of outside) {
            const reached = await new Promise<boolean>((resolve) => {
                const socket = connect({ port: emulator.port, host: address?.address ?? "", timeout: 2000 });
                socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
                socket.on("timeout", () => resolve(false));
            });
            assert.equal(reached, false, address?.address);
        }
    });
});
