import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ImportApi } from "../../../provider/src/cognito/importApi";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { logsPolicy, trustPolicy } from "../../../provider/src/program/rolePolicies";
import { importApiCalls } from "../../support/importApiCalls";

const page = readFileSync(path.resolve(__dirname, "../../../docs/iam.md"), "utf8");
const [run, role] = [...page.split("\n## ")].slice(1) as [string, string];

/** The action that each call needs. A new call does not compile until it stands here. */
const actions: Readonly<Record<Exclude<keyof ImportApi, "lastEndpoint">, string>> = {
    getCsvHeader: "cognito-idp:GetCSVHeader",
    describeUserPool: "cognito-idp:DescribeUserPool",
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

/** What is passed on to AWS in the course of a call. */
const passed = ["iam:PassRole"];

interface Policy {
    readonly Statement: readonly { readonly Action: string | readonly string[] }[];
}

interface SentRequest {
    readonly hostname: string;
    readonly headers: { readonly "x-amz-target": string };
}

function policiesIn(text: string): Policy[] {
    return [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = ""]) => JSON.parse(json) as Policy);
}

function sorted(texts: Iterable<string>): string[] {
    return [...texts].sort((a, b) => (a < b ? -1 : 1));
}

describe("docs/iam.md", () => {
    const needed = sorted([...Object.values(actions), ...passed]);

    it("lists one action for each call that the code makes, and no other", () => {
        const listed = [...run.matchAll(/^\| `([\w-]+:\w+)` \|/gm)].map(([, action = ""]) => action);

        assert.deepEqual(sorted(listed), needed);
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
        for (const name of Object.keys(actions) as (keyof typeof actions)[]) {
            await assert.rejects(importApiCalls[name](api), /not sent/);
            assert.equal(sent.at(-1), actions[name]);
        }
    });

    it("shows the role's policies as UserImportRole makes them", () => {
        const scope = {
            partition: "aws",
            region: "us-east-1",
            accountId: "123456789012",
            userPoolId: "us-east-1_AbCdEfGhI",
        };

        assert.deepEqual(policiesIn(role), [trustPolicy(scope), logsPolicy(scope)]);
    });
});
