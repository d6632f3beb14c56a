import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { readSource, repositoryFolder } from "../../support/repository/sourceFiles";

/** Headings that quote Node, Pulumi or AWS, or say what is seen. */
const ofOthers = [
    "Cannot find module 'pulumi-cognito-user-import/bin/runtime'",
    "Cannot find module '@pulumi/pulumi/cmd/dynamic-provider'",
    "It looks like the Pulumi SDK has not been installed",
    "Attempting to deploy or update resources with 1 pending operations",
    "The stack is currently locked",
    "A plugin process is left",
    "ExpiredTokenException, when a replaced job is deleted",
    "Too many users have failed or been skipped during the import",
    "PasswordResetRequiredException, or NotAuthorizedException, when an imported user signs in",
    "CloudWatch Logs role missing permission",
];

/** Every text of ours that a person may see. */
const ours = readdirSync(path.join(repositoryFolder, "test/architecture"))
    .filter((file) => file.endsWith(".golden.txt"))
    .map((file) => readSource(`test/architecture/${file}`))
    .join("\n");

describe("docs/troubleshooting.md", () => {
    const headings = [...readSource("docs/troubleshooting.md").matchAll(/^## (.*)$/gm)].map(([, text = ""]) => text);

    it("quotes our messages as they are", () => {
        const quoted = headings.filter((heading) => !ofOthers.includes(heading));

        assert.ok(quoted.length >= 10);
        for (const heading of quoted) {
            const parts = heading.split(" … ").map((part) => part.trim());
            const pattern = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(" .* ");
            assert.match(ours, new RegExp(pattern), heading);
        }
    });

    it("has an entry for each message that the table at its top names", () => {
        const [table = ""] = readSource("docs/troubleshooting.md").split("\n## ");
        const linked = [...table.matchAll(/\]\(#[^)]*\)/g)].length;

        assert.equal(linked, headings.length);
        assert.deepEqual(
            ofOthers.filter((heading) => !headings.includes(heading)),
            [],
        );
    });
});
