import assert from "node:assert/strict";
import { CreateUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../support/aws/withEmulator";
import { createPool, csvFor, person, startImport } from "../support/emulator/importFixtures";
import { resourcesMadeBy, runSample, typeErrorsOf } from "../support/pulumi/sampleRun";
import { codeBlocks } from "../support/repository/documents";

const [app = "", passwordless = "", withHashes = "", groups = "", protectedPool = ""] = codeBlocks(
    "docs/after-the-import.md",
    "ts",
);

const [imports, pool] = [/^import .*$/gm, /^const pool = [\s\S]*?^}\);$/m].map(
    (part) => passwordless.match(part)?.join("\n") ?? "",
);

/** Programs out of the examples, whose pool and import are those of the second one. */
const programs = {
    "a pool without passwords": passwordless,
    "hashes and SRP": `${imports}\n${pool}\n${withHashes.replace("users-with-hashes", "users")}`,
    "groups after the import": `${passwordless}\n${groups}`,
    "a protected pool": `${imports}\n${protectedPool}`,
};

/** Made up for this test. */
const password = "Str0ng-enough!";

describe("docs/after-the-import.md", () => {
    it("has examples whose types are right", async () => {
        assert.ok([app, passwordless, withHashes, groups, protectedPool].every((example) => example !== ""));
        assert.equal(await typeErrorsOf([app, ...Object.values(programs)]), "");
    });

    it("has examples that make their resources", async () => {
        const made = await resourcesMadeBy(Object.values(programs));

        for (const [index, name] of Object.keys(programs).entries()) {
            const types = made[index] ?? [];
            const imports = types.includes("pulumi-nodejs:dynamic/cognito-user-import:UserImportJob");
            assert.ok(types.includes("aws:cognito/userPool:UserPool"), name);
            assert.equal(imports, name !== "a protected pool", name);
        }
    });

    it("has an app whose imported user gets a code at the first sign-in, sets a password and is in", async () => {
        await withEmulator({ pendingSeconds: 0, inProgressSeconds: 0 }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            await startImport(cognito, poolId, await csvFor(cognito, poolId, [person("jane")]));
            await emulator.settled();
            const { UserPoolClient: client } = await cognito.send(
                new CreateUserPoolClientCommand({
                    UserPoolId: poolId,
                    ClientName: "app",
                    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
                }),
            );
            const run = async (calls: string): Promise<string> =>
                await runSample(
                    app,
                    `(async () => { const id = ${JSON.stringify(client?.ClientId)}; ${calls} })().catch((e) => console.log(e.name));`,
                    { AWS_ENDPOINT_URL: emulator.url, AWS_REGION: emulator.region },
                );

            const first = await run("console.log(await sample.signIn(id, 'jane', 'any'));");
            const [message] = emulator.messages;
            const second = await run(
                `await sample.setPassword(id, "jane", "${message?.code}", "${password}");
                console.log(typeof (await sample.signIn(id, "jane", "${password}")).AccessToken);`,
            );
            const wrong = await run("await sample.signIn(id, 'jane', 'wrong');");

            assert.deepEqual([first, message?.username, second], ["undefined", "jane", "string"]);
            assert.deepEqual([wrong, emulator.messages.length], ["NotAuthorizedException", 1]);
        });
    });
});
