import { isDeepStrictEqual } from "node:util";
import { checkAccount } from "./aws/callers/accountCheck";
import { callersAccount } from "./aws/callers/accounts";
import { clientSettings } from "./aws/clientSettings";
import { connectionsOf } from "./aws/connections/connections";
import type { AwsSettings } from "./aws/settings/awsSettings";
import { type ReadConfig, readAwsSettings, regionOfUserPool } from "./aws/settings/config";
import type { ConfigNamespace } from "./aws/settings/configName";
import { systemClock } from "./clock";
import { createSdkImportApi, type SdkImportApi } from "./cognito/sdkImportApi";
import { createEngineProgress } from "./engine/engineProgress";
import { watchEngine } from "./engine/pluginProcess";
import type { GroupsDependencies } from "./groups/openGroups";
import type { LifecycleDependencies } from "./job/dependencies";
import { emptyProcessMemory } from "./job/processMemory";
import { putStream } from "./job/putStream";
import { withoutAws } from "./job/withoutAws";
import { refusalOfAws } from "./resource/awsProblems";
import { openSource, type SourceEnvironment } from "./source/openSource";
import type { S3Objects } from "./source/s3Objects";
import type { AssetValue } from "./source/sourceLocation";
import { withParts } from "./split/partSource";

/** This is the one place that puts the real client, clock and display together, for both kinds of plugin. */

/** What a resource works with, by its argument `aws`. */
export type DependenciesOf = (aws: unknown) => Dependencies;

export type Dependencies = LifecycleDependencies & GroupsDependencies;

/** What the arguments say of reading a source. */
type HowToRead = Parameters<LifecycleDependencies["openSource"]>[2];

/** What there is once a process, however often the engine configures a provider in it. */
export interface JoinedEngine extends Pick<LifecycleDependencies, "progress" | "memory"> {
    readonly signal: AbortSignal;
    /** Ends every wait and call of the run. */
    cancel(): void;
}

/**
 * Joins the engine that has started this process: from then on it is watched, so that no work of this package outlives it.
 *
 * @param engineAddress `host:port`; `undefined` outside a plugin process, where nothing is watched or shown
 * @param onGone called when the engine is gone
 */
export function joinEngine(engineAddress: string | undefined, onGone: () => void = () => undefined): JoinedEngine {
    const progress = createEngineProgress(engineAddress);
    const run = watchEngine(engineAddress, () => {
        progress.close();
        onGone();
    });
    return { progress: progress.of, memory: emptyProcessMemory(), signal: run.signal, cancel: run.cancel };
}

/** Resources with the same settings share clients, and with them credentials and the SDK's rate limits. */
export function assembleBySettings(
    engine: JoinedEngine,
    read: ReadConfig,
    namespace?: ConfigNamespace,
): DependenciesOf {
    const made: { readonly aws: unknown; readonly dependencies: Dependencies }[] = [];
    return (given) => {
        const aws = given ?? undefined;
        const known = made.find((other) => isDeepStrictEqual(other.aws, aws));
        if (known !== undefined) {
            return known.dependencies;
        }
        const refusal = refusalOfAws(aws);
        const dependencies =
            refusal === undefined
                ? assemble(engine, readAwsSettings(read, aws as object | undefined, namespace))
                : withoutAws(assemble(engine, readAwsSettings(read, undefined, namespace)), refusal);
        made.push({ aws, dependencies });
        return dependencies;
    };
}

function assemble(engine: JoinedEngine, settings: AwsSettings): Dependencies {
    const { progress, memory, signal } = engine;
    const clients = new Map<string, SdkImportApi>();
    const objects = new Map<string | undefined, Promise<S3Objects>>();
    const s3Of = (userPoolId: string | undefined): Promise<S3Objects> => {
        const region = userPoolId === undefined ? undefined : regionOfUserPool(userPoolId, settings);
        const shared = objects.get(region) ?? connectToS3(settings, userPoolId, signal);
        objects.set(region, shared);
        return shared;
    };
    // Shared within a region, so that credentials are resolved once and the SDK's rate limit knows of every call.
    const clientOf = (userPoolId: string, attempts?: number): SdkImportApi => {
        const key = `${regionOfUserPool(userPoolId, settings)} ${attempts}`;
        const client = clients.get(key) ?? createSdkImportApi(clientSettings(settings, userPoolId, attempts));
        clients.set(key, client);
        return client;
    };
    const bounds = { clock: systemClock, signal };
    return {
        progress,
        memory,
        signal,
        connect: (userPoolId, attempts, deadline) => clientOf(userPoolId, attempts).within({ ...bounds, deadline }),
        connectToGroups: (userPoolId) => clientOf(userPoolId).groupsWithin(bounds),
        checkAccount: async (userPoolId) => await checkAccount(settings, regionOfUserPool(userPoolId ?? "", settings)),
        put: async (put) => await putStream({ ...put, agents: await connectionsOf(settings).forUploads() }),
        hasConfiguredEndpoint: settings.endpoints.cognitoidp !== undefined,
        account: async (userPoolId) => await callersAccount(settings, regionOfUserPool(userPoolId, settings)),
        region: settings.region,
        openSource: withParts((source: string | AssetValue, userPoolId: string | undefined, how: HowToRead) =>
            openSource(source, { ...sourceEnvironment(settings, signal), ...how, s3: () => s3Of(userPoolId) }),
        ),
        clock: systemClock,
    };
}

async function connectToS3(
    settings: AwsSettings,
    userPoolId: string | undefined,
    signal: AbortSignal,
): Promise<S3Objects> {
    // Loaded with the first object: most runs have none, and the SDK's clients take memory.
    const { createS3Objects } = await import("./source/s3Objects");
    return createS3Objects(clientSettings(settings, userPoolId).s3, signal);
}

function sourceEnvironment(
    settings: AwsSettings,
    signal: AbortSignal,
): Omit<SourceEnvironment, "s3" | keyof HowToRead> {
    return {
        agents: connectionsOf(settings).forSources,
        trustedOrigins: Object.values(settings.endpoints).map((url) => new URL(url).origin),
        clock: systemClock,
        signal,
    };
}
