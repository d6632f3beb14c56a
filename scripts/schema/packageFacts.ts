import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { version as pulumiVersion } from "@pulumi/pulumi/version";
import { pluginDownloadURL } from "../../plugin/src/classes/package";

interface Manifest {
    readonly name: string;
    readonly description: string;
    readonly keywords: readonly string[];
    readonly homepage: string;
    readonly license: string;
    readonly repository: { readonly url: string };
}

/** The owner and the name of the repository. */
const repository = "pulumi-cognito-user-import/pulumi-cognito-user-import";

/** What the schema says of the package: what its package.json says, and how its SDKs are called in each language. */
export function packageFacts(): object {
    const file = resolve(__dirname, "../../plugin/package.json");
    const { name, description, keywords, homepage, license } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
    return {
        name: "cognito-user-import",
        displayName: "Amazon Cognito user import",
        description,
        // The registry of Pulumi tells by these what a package is.
        keywords: [...keywords.filter((word) => word !== "pulumi-plugin"), "category/cloud"],
        homepage,
        license,
        repository: `https://github.com/${repository}`,
        publisher: "pulumi-cognito-user-import",
        pluginDownloadURL,
        meta: { moduleFormat: "(.*)" },
        language: {
            csharp: {
                namespaces: { "cognito-user-import": "CognitoUserImport" },
                packageReferences: { Pulumi: "3.*" },
                respectSchemaVersion: true,
            },
            go: {
                generateResourceContainerTypes: true,
                importBasePath: `github.com/${repository}/sdk/go/cognitouserimport`,
                respectSchemaVersion: true,
            },
            java: { basePackage: "io.github.pulumicognitouserimport" },
            nodejs: {
                // The package with the plugin has the same classes, and code that `pulumi import` writes is for it.
                packageName: name,
                dependencies: { "@pulumi/pulumi": `^${pulumiVersion}` },
                respectSchemaVersion: true,
            },
            python: {
                packageName: "pulumi_cognito_user_import",
                inputTypes: "classes-and-dicts",
                pyproject: { enabled: true },
                requires: { pulumi: `>=${pulumiVersion},<4.0.0` },
                respectSchemaVersion: true,
            },
        },
    };
}
