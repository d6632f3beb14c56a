import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { people, roleArn } from "../support/emulator/importFixtures";
import { hasGo } from "../support/process/golang";
import { needsEngine } from "../support/pulumi/engine";
import { withExample } from "../support/pulumi/exampleProgram";
import { compileWithGoSdk } from "../support/pulumi/goSdk";
import { withImportStack } from "../support/pulumi/importStack";
import { compileWithJavaSdk, hasJavaSdk } from "../support/pulumi/javaSdk";
import { hasPythonSdk } from "../support/pulumi/pythonSdk";
import { codeBlocks } from "../support/repository/documents";

const [plugin = "", yaml = ""] = codeBlocks("README.md", "yaml");

/** What stands around an example: the pool and the role are of the program that it is put into. */
const python = (example: string): string => `
from types import SimpleNamespace
import pulumi
config = pulumi.Config()
pool, role = SimpleNamespace(id=config.require("userPoolId")), SimpleNamespace(arn=config.require("roleArn"))
${example}`;

const go = (example: string): string => {
    const [imported = "", ...code] = example.split("\n\n");
    return `package main

${imported}
import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

type owner struct {
	pulumi.CustomResourceState
	Arn pulumi.StringOutput
}

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		var pool, role owner
		${code.join("\n\n")}
		return nil
	})
}
`;
};

const java = (example: string): string => {
    const [imported = "", ...code] = example.split("\n\n");
    return `package program;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
${imported}
interface Pool { Output<String> id(); }
interface Role { Output<String> arn(); }
class App {
    static void run(Pool pool, Role role) {
        Pulumi.run(ctx -> {
            ${code.join("\n\n")}
        });
    }
}
`;
};

describe("the example of README.md in other languages", () => {
    before(needsEngine);

    it("imports in YAML", async () => {
        const of = (name: string): string => `'\${${name}}'`;
        const variables = `variables:\n  pool: { id: ${of("userPoolId")} }\n  role: { arn: ${of("roleArn")} }\n`;
        await assertImports(`runtime: yaml\n${plugin}${variables}${yaml}`, {});
    });

    if (hasPythonSdk("of the example of README.md in Python")) {
        it("imports in Python", async () => {
            const [example = ""] = codeBlocks("README.md", "python");
            await assertImports(`runtime: python\n${plugin}`, { "__main__.py": python(example) });
        });
    }

    if (hasGo("of the example of README.md in Go")) {
        it("compiles in Go", async () => {
            const [example = ""] = codeBlocks("README.md", "go");
            await compileWithGoSdk([go(example)]);
        });
    }

    if (hasJavaSdk("of the example of README.md in Java")) {
        it("compiles in Java", async () => {
            const [example = ""] = codeBlocks("README.md", "java");
            await compileWithJavaSdk(java(example));
        });
    }
});

/** Runs a program, whose folder has the packages of this repository, on the real engine. */
async function assertImports(project: string, files: Readonly<Record<string, string>>): Promise<void> {
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
