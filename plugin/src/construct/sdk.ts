import type * as pulumi from "@pulumi/pulumi";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";

/** What the SDK's own server makes components with. It exports it, and leaves it out of its types. */
interface Sdk {
    readonly state: {
        /** Runs something with settings of its own, apart from all else in the process. */
        withLocalStorage<Result>(run: () => Promise<Result>): Promise<Result>;
    };
    readonly settings: {
        /** Asks the engine what it can do. */
        awaitFeatureSupport(): Promise<void>;
        /** Until the engine has answered every call. */
        waitForRPCs(): Promise<void>;
    };
    readonly server: {
        deserializeInputs(
            inputs: ReturnType<ConstructRequest["getInputs"]>,
            dependencies: ReturnType<ConstructRequest["getInputdependenciesMap"]>,
        ): Promise<pulumi.Inputs>;
    };
    readonly config: {
        setAllConfig(config: Readonly<Record<string, string>>, secretKeys: readonly string[]): void;
    };
    readonly registration: {
        hookBindingFromProto(
            hooks: ReturnType<ConstructRequest["getResourceHooks"]>,
        ): pulumi.ResourceHookBinding | undefined;
    };
    readonly resources: {
        readonly DependencyResource: new (urn: string) => pulumi.Resource;
        readonly DependencyProviderResource: new (reference: string) => pulumi.ProviderResource;
    };
}

export const sdk: Sdk = {
    state: require("@pulumi/pulumi/runtime/state"),
    settings: require("@pulumi/pulumi/runtime/settings"),
    server: require("@pulumi/pulumi/provider/server"),
    config: require("@pulumi/pulumi/runtime/config"),
    registration: require("@pulumi/pulumi/runtime/resource"),
    resources: require("@pulumi/pulumi/resource"),
};

/** The value of an output that is always known, such as a URN. Its own error is thrown. */
export async function settled<Value>(output: pulumi.Output<Value>): Promise<Value> {
    return await (output as unknown as { promise(): Promise<Value> }).promise();
}
