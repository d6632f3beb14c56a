import type { ResourceProvider } from "@pulumi/pulumi/dynamic";

/** The text that the SDK writes into `__provider`, made as the SDK makes it, of the compiled package. */
export async function serializedProvider(): Promise<string> {
    const { serializeFunction } = require("@pulumi/pulumi/runtime/closure/serializeClosure");
    const { provider } = require("pulumi-cognito-user-import/bin/provider") as { provider: ResourceProvider };
    const { text } = await serializeFunction(() => provider, { allowSecrets: true });
    return text as string;
}
