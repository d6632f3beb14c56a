/**
 * What the engine keeps of the provider in every state, as the resource's `__provider`, and Pulumi's plugin process runs:
 * it loads the installed package's runtime, so that a state written by an older version runs the code of the installed one.
 * That is the package in the program's folder, where the plugin process works; else, as where pnpm keeps the dependencies
 * of a dependency to itself, the one beside the plugin. Written by hand, since states hold it twice a resource.
 */
export const providerText = textOf("provider");

/** The same for the two resources of a `UserImportGroups`: other exports of the same module. */
export const groupRecordText = textOf("groupRecordProvider");
export const groupMembersText = textOf("groupMembersProvider");

function textOf(name: string): string {
    return [
        "exports.handler = () => require(require.resolve(",
        '"pulumi-cognito-user-import/bin/runtime", { paths: [process.cwd(), require.main?.path ?? "."] }',
        `)).${name};`,
    ].join("");
}
