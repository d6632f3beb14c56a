import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { people, roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withExample } from "../support/pulumi/exampleProgram";
import { withImportStack } from "../support/pulumi/importStack";
import { compileWithJavaSdk, hasJavaSdk } from "../support/pulumi/javaSdk";
import { hasPythonSdk } from "../support/pulumi/pythonSdk";
import { readmeInJava, readmeInPython, readmeInYaml } from "../support/repository/readmePrograms";

/** In Go it is compiled with the generated SDK: test/native/sdks.spec.ts. */
describe("the example of README.md in other languages", () => {
    before(needsEngine);

    it("imports in YAML", async () => {
        await assertImports(readmeInYaml());
    });

    if (hasPythonSdk("of the example of README.md in Python")) {
        it("imports in Python", async () => {
            const { project, program } = readmeInPython();
            await assertImports(project, { "__main__.py": program });
        });
    }

    if (hasJavaSdk("of the generated Java SDK")) {
        it("compiles in Java, and so does the generated SDK", async () => {
            await compileWithJavaSdk(readmeInJava());
        });
    }
});

/** Runs a program, whose folder has the packages of this repository, on the real engine. */
async function assertImports(project: string, files: Readonly<Record<string, string>> = {}): Promise<void> {
    await withExample("examples/yaml", async (program) => {
        await writeFile(path.join(program, "Pulumi.yaml"), `name: readme\n${project}`);
        for (const [name, text] of Object.entries(files)) await writeFile(path.join(program, name), text);
        await withImportStack({ program }, async (context) => {
            await context.writeRows(people(3), path.join(program, "users.csv"));
            await context.stack.setConfig({ userPoolId: context.poolId, roleArn });

            await context.stack.up();

            assert.deepEqual(await context.stack.outputs(), { imported: 3 });
        });
    });
}
