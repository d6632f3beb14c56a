import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { logsPolicy, trustPolicy } from "../../../provider/src/aws/rolePolicies";
import { systemClock } from "../../../provider/src/clock";
import type { GroupApi } from "../../../provider/src/cognito/groupApi";
import type { ImportApi } from "../../../provider/src/cognito/importApi";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects, type S3Objects } from "../../../provider/src/source/s3Objects";
import { importApiCalls } from "../../support/aws/importApiCalls";
import { type S3Request, scriptedS3 } from "../../support/aws/scriptedS3";

const page = readFileSync(path.resolve(__dirname, "../../../docs/iam.md"), "utf8");
const [run, s3, role, groups] = [...page.split("\n## ")].slice(1) as [string, string, string, string];

/** The action that each call needs. A new call does not compile until it stands here. */
const actions: Readonly<Record<Exclude<keyof ImportApi, "lastEndpoint">, string>> = {
    getCsvHeader: "cognito-idp:GetCSVHeader",
    describeUserPool: "cognito-idp:DescribeUserPool",
    getMfaConfig: "cognito-idp:GetUserPoolMfaConfig",
    listUsers: "cognito-idp:ListUsers",
    findUser: "cognito-idp:AdminGetUser",
    createJob: "cognito-idp:CreateUserImportJob",
    describeJob: "cognito-idp:DescribeUserImportJob",
    listJobs: "cognito-idp:ListUserImportJobs",
    startJob: "cognito-idp:StartUserImportJob",
    stopJob: "cognito-idp:StopUserImportJob",
    findLogStreams: "logs:DescribeLogStreams",
    readLog: "logs:GetLogEvents",
};

/** The same for the calls about groups. */
const groupActions: Readonly<Record<keyof GroupApi, string>> = {
    describeUserPool: "cognito-idp:DescribeUserPool",
    listGroups: "cognito-idp:ListGroups",
    listMembers: "cognito-idp:ListUsersInGroup",
    addMember: "cognito-idp:AdminAddUserToGroup",
    removeMember: "cognito-idp:AdminRemoveUserFromGroup",
};

/** What is passed on to AWS in the course of a call. */
const passed = ["iam:PassRole"];

/** What S3 asks for beyond the calls: to say "no such object" instead of "denied", and where it decrypts. */
const askedByS3 = ["s3:ListBucket", "kms:Decrypt"];

interface Policy {
    readonly Statement: readonly { readonly Action: string | readonly string[]; readonly Resource: unknown }[];
}

interface SentRequest {
    readonly hostname: string;
    readonly headers: { readonly "x-amz-target": string };
}

function policiesIn(text: string): Policy[] {
    return [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = ""]) => JSON.parse(json) as Policy);
}

function listedIn(text: string): string[] {
    return sorted([...text.matchAll(/^\| `([\w-]+:\w+)` \|/gm)].map(([, action = ""]) => action));
}

/** The action that S3 wants for a request, by https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html. */
function actionOf({ method, path: key, query }: S3Request): string {
    const { versionId, ...others } = query;
    const isOfObject = (method === "HEAD" || method === "GET") && key === "/users.csv";
    assert.deepEqual(isOfObject && Object.keys(others).filter((name) => name !== "x-id"), []);
    return versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
}

function sorted(texts: Iterable<string>): string[] {
    return [...texts].sort((a, b) => (a < b ? -1 : 1));
}

describe("docs/iam.md", () => {
    const needed = sorted([...Object.values(actions), ...passed]);

    it("lists one action for each call that the code makes, and no other", () => {
        assert.deepEqual(listedIn(run), needed);
    });

    it("has a policy of just these actions", () => {
        const [policy] = policiesIn(run);

        assert.deepEqual(sorted(policy?.Statement.flatMap(({ Action }) => Action) ?? []), needed);
    });

    it("names the operation that the SDK sends for each call", async () => {
        const sent: string[] = [];
        const settings = {
            region: "us-east-1",
            credentials: { accessKeyId: "nobody", secretAccessKey: "nobody" },
            maxAttempts: 1,
            // Nothing is sent: the request is looked at where it would be.
            requestHandler: {
                handle: async ({ hostname, headers }: SentRequest) => {
                    const service = hostname.startsWith("logs.") ? "logs" : "cognito-idp";
                    sent.push(`${service}:${headers["x-amz-target"].split(".").at(-1)}`);
                    return await Promise.reject(new Error("not sent"));
                },
            },
        };
        const api = createSdkImportApi({ cognito: settings, logs: settings } as never);
        const groupApi = api.groupsWithin({ clock: systemClock });
        for (const name of Object.keys(groupActions) as (keyof typeof groupActions)[]) {
            await assert.rejects(groupApi[name]("p", "g", "n"), /not sent/);
            assert.equal(sent.at(-1), groupActions[name]);
        }
        for (const name of Object.keys(actions) as (keyof typeof actions)[]) {
            await assert.rejects(importApiCalls[name](api), /not sent/);
            assert.equal(sent.at(-1), actions[name]);
        }
    });

    it("lists and allows for groups what the calls about them take", () => {
        const [policy] = policiesIn(groups);

        assert.deepEqual(listedIn(groups), sorted(Object.values(groupActions)));
        assert.deepEqual(policy?.Statement[0]?.Action, Object.values(groupActions));
    });

    it("lists and allows for a source in S3 what the calls on it take, each on no more than its own resource", async () => {
        // First refused, so that the GET which asks why is seen too.
        let status = 403;
        const sent = scriptedS3(() => ({ status }));
        const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
        const objects = createS3Objects({ region: "us-east-1", credentials, requestHandler: sent.requestHandler });
        const calls: Readonly<Record<keyof S3Objects, (url: string, versionId?: string) => Promise<unknown>>> = {
            head: async (url) => await objects.head(parseS3Url(url), new AbortController().signal),
            get: async (url, versionId) => {
                const info = { sizeBytes: 3, eTag: '"one"', versionId, checksumSha256: undefined };
                return await objects.get(parseS3Url(url), info, [0, 2], new AbortController().signal);
            },
        };
        await assert.rejects(calls.head("s3://people/users.csv"));
        status = 200;
        for (const call of Object.values(calls)) {
            await call("s3://people/users.csv");
            await call("s3://people/users.csv", "of-a-bucket-with-versions");
            await call("s3://people/users.csv?versionId=one");
        }

        const made = [...new Set(sent.requests.map(actionOf))];
        const [policy] = policiesIn(s3);
        assert.deepEqual(listedIn(s3), sorted([...made, ...askedByS3]));
        assert.deepEqual(
            policy?.Statement.map(({ Action, Resource }) => [[Action].flat(), Resource]),
            [
                [made, "arn:aws:s3:::people/users.csv"],
                [["s3:ListBucket"], "arn:aws:s3:::people"],
                [["kms:Decrypt"], "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d"],
            ],
        );
    });

    it("shows the role's policies as UserImportRole makes them", () => {
        const scope = {
            partition: "aws",
            region: "us-east-1",
            accountId: "123456789012",
            userPoolId: "us-east-1_AbCdEfGhI",
        };

        assert.deepEqual(policiesIn(role), [trustPolicy(), logsPolicy(scope), trustPolicy(scope)]);
    });
});
