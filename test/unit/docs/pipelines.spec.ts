import assert from "node:assert/strict";
import path from "node:path";
import execa from "execa";
import { codeBlocks } from "../../support/repository/documents";
import { readSource, repositoryFolder } from "../../support/repository/sourceFiles";

const { load }: { load(text: string): unknown } = require("js-yaml");

interface Step {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
}

interface GitHubJob {
    readonly if?: string;
    readonly needs?: string;
    readonly environment?: string;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly steps: readonly Step[];
}

interface GitLabJob {
    readonly extends?: string;
    readonly needs?: readonly string[];
    readonly rules?: readonly { readonly if: string }[];
    readonly script: readonly string[];
    readonly before_script?: readonly string[];
    readonly id_tokens?: object;
}

const github = load(readSource("examples/gitops/.github/workflows/users.yml")) as {
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions: object;
    readonly jobs: Readonly<Record<string, GitHubJob>>;
};
const gitlab = load(readSource("examples/gitops/.gitlab-ci.yml")) as Readonly<Record<string, GitLabJob>>;

/** What is run for users.csv, as it stands in both files. */
const validate = "npx cognito-user-import validate users.csv";

describe("examples/gitops, the workflow for GitHub", () => {
    const { validate: validating, preview, up } = github.jobs as Record<"validate" | "preview" | "up", GitHubJob>;

    it("validates and previews a pull request, and imports on main alone", () => {
        assert.deepEqual(github.on, { pull_request: null, push: { branches: ["main"] } });
        assert.match(validating.if ?? "", /== 'pull_request'/);
        assert.equal(preview.needs, "validate");
        assert.match(up.if ?? "", /== 'push'/);
        const commands = [preview, up].map(({ steps }) => steps.at(-1)?.with?.command);
        assert.deepEqual(commands, ["preview", "up"]);
    });

    it("gives a token for AWS to the jobs that take a role, and to no other", () => {
        assert.deepEqual(github.permissions, { contents: "read" });
        for (const [name, job] of Object.entries(github.jobs)) {
            const takesRole = job.steps.some(({ with: given }) => given?.["role-to-assume"] !== undefined);
            assert.equal(job.permissions?.["id-token"] === "write", takesRole, name);
            assert.equal(takesRole, name !== "validate", name);
        }
        assert.doesNotMatch(JSON.stringify(github), /AWS_SECRET_ACCESS_KEY|secrets\./);
    });

    it("names a version of each action", () => {
        const used = Object.values(github.jobs).flatMap(({ steps }) => steps.flatMap(({ uses = [] }) => uses));

        assert.ok(used.length > 8);
        assert.deepEqual(
            used.filter((action) => !/^[\w-]+\/[\w-]+@v\d+$/.test(action)),
            [],
        );
    });

    it("runs a check that the example's own file passes", async () => {
        assert.ok(validating.steps.some(({ run }) => run === validate));
        assert.equal(String((gitlab.validate as GitLabJob).script), validate);
        const [, , ...args] = validate.split(" ");
        const command = path.join(repositoryFolder, "provider/cognito-user-import.js");

        await execa(process.execPath, [command, ...args], { cwd: path.join(repositoryFolder, "examples/gitops") });
    });
});

describe("examples/gitops, the trust policy of a role", () => {
    it("lets the one repository and environment in that the workflow has, and nobody else", () => {
        const [policy = ""] = codeBlocks("examples/gitops/README.md", "json");
        const { Statement } = JSON.parse(policy) as { Statement: readonly Record<string, unknown>[] };

        assert.equal(Statement.length, 1);
        assert.equal(Statement[0]?.Action, "sts:AssumeRoleWithWebIdentity");
        const issuer = "token.actions.githubusercontent.com";
        assert.deepEqual(Statement[0]?.Condition, {
            StringEquals: {
                [`${issuer}:aud`]: "sts.amazonaws.com",
                [`${issuer}:sub`]: `repo:example/people:environment:${(github.jobs as Record<"up", GitHubJob>).up.environment}`,
            },
        });
    });
});

describe("examples/gitops, the pipeline for GitLab", () => {
    const { validate: validating, preview, up } = gitlab as Record<"validate" | "preview" | "up", GitLabJob>;

    it("validates and previews a merge request, and imports on the default branch alone", () => {
        for (const job of [validating, preview]) {
            assert.deepEqual(job.rules, [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
        }
        assert.deepEqual(preview.needs, ["validate"]);
        assert.deepEqual(up.rules, [{ if: "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" }]);
        assert.match(preview.script.at(-1) ?? "", /^pulumi preview --stack prod /);
        assert.match(up.script.at(-1) ?? "", /^pulumi up --stack prod --yes /);
    });

    it("gives a token for AWS to the jobs that take a role, and to no other", () => {
        const shared = gitlab[".pulumi"] as GitLabJob;

        assert.deepEqual(shared.id_tokens, { AWS_ID_TOKEN: { aud: "https://gitlab.com" } });
        assert.match(shared.before_script?.join("\n") ?? "", /"\$AWS_ID_TOKEN" > "\$AWS_WEB_IDENTITY_TOKEN_FILE"$/);
        for (const job of [preview, up]) {
            assert.equal(job.extends, ".pulumi");
            assert.match(job.script[0] ?? "", /^export AWS_ROLE_ARN="\$(PREVIEW|UP)_ROLE_ARN"$/);
        }
        assert.equal(validating.extends, undefined);
    });
});
