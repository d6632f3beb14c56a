import assert from "node:assert/strict";
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import type { Emulator } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";

const authorization = "AWS4-HMAC-SHA256 Credential=any";

/** Posts a form; resolves to the status, the error's code and its text. */
async function postForm({ url }: Emulator, form: string, headers: Record<string, string> = {}) {
    const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8", ...headers },
        body: form,
    });
    const xml = await response.text();
    const [code, message] = ["Code", "Message"].map((name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]);
    return { status: response.status, headers: response.headers, xml, code, message };
}

describe("the query protocol", () => {
    it("answers in the XML of AWS", async () => {
        await withEmulator({}, async (emulator) => {
            const answer = await postForm(emulator, "Action=GetCallerIdentity&Version=2011-06-15", { authorization });

            assert.equal(answer.status, 200);
            assert.equal(answer.headers.get("content-type"), "text/xml");
            assert.match(
                answer.xml,
                /^<\?xml [^>]+>\n<GetCallerIdentityResponse xmlns="https:\/\/sts.amazonaws.com\/doc\/2011-06-15\/"><GetCallerIdentityResult><UserId>AIDA/,
            );
            const requestId = answer.headers.get("x-amzn-requestid");
            assert.ok(answer.xml.includes(`<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`));
        });
    });

    it("refuses what is not served, not signed, malformed or too large", async () => {
        await withEmulator({}, async (emulator, { sts }) => {
            const role = "RoleArn=arn:aws:iam::222222222222:role/Deploy&RoleSessionName=ci";
            for (const [form, headers, status, code] of [
                ["Action=GetCallerIdentity", {}, 403, "MissingAuthenticationToken"],
                ["Action=%3Cb%3E", { authorization }, 400, "InvalidAction"],
                ["", { authorization }, 400, "InvalidAction"],
                [`Action=AssumeRole&${role}&DurationSeconds=long`, { authorization }, 400, "MalformedInput"],
                [`Action=AssumeRole&${role}&Tags.member.1.Value=x`, { authorization }, 400, "ValidationError"],
                ["x".repeat(2 ** 20 + 1), { authorization }, 413, "RequestEntityTooLargeException"],
            ] as const) {
                const answer = await postForm(emulator, form, headers);
                assert.deepEqual([answer.status, answer.code], [status, code], form.slice(0, 60));
                assert.match(answer.xml, /<ErrorResponse xmlns=[^>]+><Error><Type>Sender<\/Type>/);
            }
            await assert.rejects(sts.send(new GetSessionTokenCommand({})), {
                name: "InvalidAction",
                message: "cognito-user-import-emulator does not serve STS's GetSessionToken.",
            });
            const page = await postForm(emulator, `Action=AssumeRoleWithWebIdentity&${role}`, {
                origin: "https://example.com",
            });
            assert.deepEqual([page.status, page.code], [403, "OriginNotAllowed"]);
            assert.deepEqual(emulator.assumedRoles, []);
        });
    });

    it("meets faults, which the SDK tries again where AWS's would be", async () => {
        await withEmulator({}, async ({ url, faults, calls }, { sts }) => {
            const role = { RoleArn: "arn:aws:iam::222222222222:role/Deploy", RoleSessionName: "ci" };
            const message =
                "User: arn:aws:iam::123456789012:user/emulator is not authorized to perform: sts:AssumeRole";
            faults.add({ operation: "AssumeRole", kind: "error", code: "AccessDenied", message });
            await assert.rejects(sts.send(new AssumeRoleCommand(role)), { name: "AccessDenied", message });
            assert.equal(calls.at(-1)?.statusCode, 403);
            faults.add({ operation: "AssumeRole", kind: "resetBefore" });
            await assert.rejects(sts.send(new AssumeRoleCommand(role)), { code: "ECONNRESET" });

            faults.add(
                { operation: "GetCallerIdentity", kind: "throttle" },
                { operation: "GetCallerIdentity", kind: "serverError" },
                { operation: "GetCallerIdentity", kind: "serverError", statusCode: 503 },
            );
            const credentials = { accessKeyId: "any", secretAccessKey: "any" };
            const patient = new STSClient({ endpoint: url, region: "us-east-1", credentials, maxAttempts: 4 });
            const { $metadata } = await patient.send(new GetCallerIdentityCommand({}));
            assert.equal($metadata.attempts, 4);
            assert.deepEqual(
                calls.slice(-4).map(({ errorCode }) => errorCode),
                ["Throttling", "InternalFailure", "503", undefined],
            );
        });
    });
});
