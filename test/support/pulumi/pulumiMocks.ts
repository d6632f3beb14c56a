import * as pulumi from "@pulumi/pulumi";

/** A resource as the program asked the engine to register it. */
export interface RegisteredResource {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** URN of the parent; empty for one at the top. */
    readonly parent: string;
    /** `urn::id` of an explicit provider, else empty. */
    readonly provider: string;
    /** URNs of what it waits for, sorted. */
    readonly dependencies: readonly string[];
}

/** What the mocked engine answers. */
export interface MockedEngine {
    /** Outputs beside the inputs, by resource type; a function is given the resource's name. */
    readonly outputs?: Readonly<Record<string, (name: string) => Readonly<Record<string, unknown>>>>;
    /** Results of function calls, by token. */
    readonly calls?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /** Default: false. */
    readonly isPreview?: boolean;
}

/** What a program did. */
export interface MockedRun<T> {
    readonly resources: readonly RegisteredResource[];
    /** `urn::id` of the provider of each call. */
    readonly callProviders: readonly string[];
    readonly result: pulumi.Unwrap<T>;
}

/** Runs a program against pulumi's mocks, until all of its resources are registered. */
export async function runMocked<T>(engine: MockedEngine, program: () => T): Promise<MockedRun<T>> {
    const resources: RegisteredResource[] = [];
    const callProviders: string[] = [];
    const mocks: pulumi.runtime.Mocks = {
        newResource: ({ type, name, inputs, id }) => ({
            id: id || `${name}-id`,
            state: { ...inputs, ...engine.outputs?.[type]?.(name) },
        }),
        call: ({ token, provider = "" }) => {
            callProviders.push(provider);
            const answer = engine.calls?.[token];
            if (answer === undefined) throw new Error(`nothing is mocked for ${token}`);
            return answer;
        },
    };
    await pulumi.runtime.setMocks(mocks, "project", "test", engine.isPreview ?? false);
    recordRequests(pulumi.runtime.getMonitor() as unknown as Monitor, resources);
    const result = await new Promise<pulumi.Unwrap<T>>((resolve, reject) => {
        pulumi.runtime
            .runInPulumiStack(async () => {
                const value = program();
                pulumi.output(value).apply(resolve);
                return {};
            })
            .then(undefined, reject);
    });
    await pulumi.runtime.disconnect();
    return { resources: resources.filter(({ type }) => type !== "pulumi:pulumi:Stack"), callProviders, result };
}

/** The part of pulumi's mocked monitor that takes registrations. */
interface Monitor {
    registerResource(request: RegisterRequest, callback: unknown): Promise<void>;
}

interface RegisterRequest {
    toObject(): { type: string; name: string; parent: string; provider: string; dependenciesList: string[] };
    getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}

/** Mocks are told neither parent nor dependencies, so the requests themselves are recorded. */
function recordRequests(monitor: Monitor, resources: RegisteredResource[]): void {
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = async (request, callback) => {
        const { type, name, parent, provider, dependenciesList } = request.toObject();
        const inputs = request.getObject()?.toJavaScript() ?? {};
        resources.push({ type, name, parent, provider, inputs, dependencies: dependenciesList.sort() });
        await register(request, callback);
    };
}
