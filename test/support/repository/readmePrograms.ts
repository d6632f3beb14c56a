import { codeBlocks } from "./documents";

/** The project of README.md's example in YAML, whose config says the pool and the role. */
export function readmeInYaml(): string {
    const [plugin = "", example = ""] = codeBlocks("README.md", "yaml");
    const of = (name: string): string => `'\${${name}}'`;
    const variables = `variables:\n  pool: { id: ${of("userPoolId")} }\n  role: { arn: ${of("roleArn")} }\n`;
    return `runtime: yaml\n${plugin}${variables}${example}`;
}

/** The same in Python: the project and its program. */
export function readmeInPython(): { readonly project: string; readonly program: string } {
    const [plugin = ""] = codeBlocks("README.md", "yaml");
    const [example = ""] = codeBlocks("README.md", "python");
    const program = `
from types import SimpleNamespace
import pulumi
config = pulumi.Config()
pool, role = SimpleNamespace(id=config.require("userPoolId")), SimpleNamespace(arn=config.require("roleArn"))
${example}`;
    return { project: `runtime: python\n${plugin}`, program };
}

/** The same in Go, with a pool and a role of which only the types are right. */
export function readmeInGo(): string {
    const [imported = "", ...code] = partsOf("go");
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
}

/** The same in Java. */
export function readmeInJava(): string {
    const [imported = "", ...code] = partsOf("java");
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
}

/** The imports of an example, and then what is of its program. */
function partsOf(language: string): string[] {
    const [example = ""] = codeBlocks("README.md", language);
    return example.split("\n\n");
}
