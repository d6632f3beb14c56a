import { isDeepStrictEqual } from "node:util";
import type * as dynamic from "@pulumi/pulumi/dynamic";
import { checkAccount } from "./aws/callers/accountCheck";
import { callersAccount } from "./aws/callers/accounts";
import { clientSettings } from "./aws/clientSettings";
import { connectionsOf } from "./aws/connections/connections";
import type { AwsSettings } from "./aws/settings/awsSettings";
import { type ReadConfig, readAwsSettings, regionOfUserPool } from "./aws/settings/config";
import { systemClock } from "./clock";
import { createSdkImportApi, type SdkImportApi } from "./cognito/sdkImportApi";
import { createEngineProgress, engineAddressIn } from "./engine/engineProgress";
import { watchEngine } from "./engine/pluginProcess";
import { sendableError } from "./engine/sendableError";
import { isUserImportError, shownCause } from "./errors/errors";
import { membersMethods, recordMethods } from "./groups/methods";
import type { GroupsDependencies } from "./groups/openGroups";
import type { LifecycleDependencies } from "./job/dependencies";
import { InitializationError } from "./job/initializationError";
import { emptyProcessMemory } from "./job/processMemory";
import { putStream } from "./job/putStream";
import { withoutAws } from "./job/withoutAws";
import { check } from "./lifecycle/check";
import { create } from "./lifecycle/create";
import { deleteJob } from "./lifecycle/deleteJob";
import { diff } from "./lifecycle/diff";
import { read } from "./lifecycle/read";
import { update } from "./lifecycle/update";
import { refusalOfAws } from "./resource/awsProblems";
import { withSecretDigest } from "./resource/inputSource";
import type { CheckedInputs, UserImportJobOutputs } from "./resource/properties";
import { openSource, type SourceEnvironment } from "./source/openSource";
import type { S3Objects } from "./source/s3Objects";
import type { AssetValue } from "./source/sourceLocation";
import { withParts } from "./split/partSource";

/**
 * What the provider's text in every state calls: the path of this module and the name {@link provider} must stay, since an old
 * state's text runs the installed package's code. This is the one place that puts the real client, clock and display together.
 */
let configured: DependenciesOf = assembleBySettings(() => undefined);

/** What a resource works with, by its argument `aws`. */
type DependenciesOf = (aws: unknown) => Dependencies;

type Dependencies = LifecycleDependencies & GroupsDependencies;

/** What the arguments say of reading a source. */
type HowToRead = Parameters<LifecycleDependencies["openSource"]>[2];

/** What there is once a process, however many versions of the provider the engine configures in it. */
type ProcessWide = Pick<LifecycleDependencies, "progress" | "memory" | "signal">;

/** Made as soon as this module is loaded: from then on the engine is watched, so that no work of this package outlives it. */
const processWide = joinEngine(engineAddressIn(process.argv.slice(2)));

/** What Pulumi's plugin process calls. See `lifecycle/` for what each method does. */
export const provider = {
    /**
     * Takes the stack's config; the engine calls it once a process, before anything else. A config that cannot be used is
     * reported by every later call: the engine calls on after a `configure` that throws, and must not work with other settings.
     */
    async configure(request: dynamic.ConfigureRequest): Promise<void> {
        configured = assembleBySettings((key) => request.config.get(key));
    },
    async check(olds: Partial<CheckedInputs>, news: CheckedInputs): Promise<dynamic.CheckResult> {
        const { inputs, failures } = await asShown(async () => await check(configured(news.aws), olds, news));
        return { inputs: withSecretDigest(inputs), failures };
    },
    async diff(id: string, olds: UserImportJobOutputs, news: CheckedInputs): Promise<dynamic.DiffResult> {
        return await asShown(async () => await diff(configured(news.aws), id, olds, news, configured(olds.aws)));
    },
    async create(inputs: CheckedInputs): Promise<dynamic.CreateResult> {
        return await asShown(async () => await create(configured(inputs.aws), inputs));
    },
    async read(id: string, props: Partial<UserImportJobOutputs>): Promise<dynamic.ReadResult> {
        return await asShown(async () => await read(configured(props.aws), id, props));
    },
    async update(id: string, olds: UserImportJobOutputs, news: CheckedInputs): Promise<dynamic.UpdateResult> {
        return await asShown(async () => await update(configured(news.aws), id, olds, news));
    },
    async delete(id: string, props: UserImportJobOutputs): Promise<void> {
        await asShown(async () => {
            const aws = processWide.memory.jobs.accessTo(id, props.aws);
            await deleteJob(configured(aws), id, props);
        });
    },
} satisfies dynamic.ResourceProvider;

/** What Pulumi's plugin process calls for the two resources of a `UserImportGroups`. */
const { configure } = provider;
export const groupRecordProvider = { configure, ...recordMethods((aws) => configured(aws), asShown) };
export const groupMembersProvider = { configure, ...membersMethods((aws) => configured(aws), asShown) };

/**
 * Our errors say all that a person needs; a stack trace is for what nobody expected, of which no more is told than may be
 * shown. The SDK's server prints the stack of what check, diff, read and delete throw on the stack's row, and not that of
 * create and update.
 */
async function asShown<T>(operation: () => Promise<T>): Promise<T> {
    try {
        return await operation();
    } catch (error) {
        if (isUserImportError(error)) {
            error.stack = error.code;
        }
        throw sendableError(error instanceof InitializationError ? error : shownCause(error));
    }
}

/** Resources with the same settings share clients, and with them credentials and the SDK's rate limits. */
function assembleBySettings(read: ReadConfig): DependenciesOf {
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
                ? assemble(readAwsSettings(read, aws as object | undefined))
                : withoutAws(assemble(readAwsSettings(read)), refusal);
        made.push({ aws, dependencies });
        return dependencies;
    };
}

function assemble(settings: AwsSettings): Dependencies {
    const clients = new Map<string, SdkImportApi>();
    const objects = new Map<string | undefined, Promise<S3Objects>>();
    const s3Of = (userPoolId: string | undefined): Promise<S3Objects> => {
        const region = userPoolId === undefined ? undefined : regionOfUserPool(userPoolId, settings);
        const shared = objects.get(region) ?? connectToS3(settings, userPoolId);
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
    const bounds = { clock: systemClock, signal: processWide.signal };
    return {
        ...processWide,
        connect: (userPoolId, attempts, deadline) => clientOf(userPoolId, attempts).within({ ...bounds, deadline }),
        connectToGroups: (userPoolId) => clientOf(userPoolId).groupsWithin(bounds),
        checkAccount: async (userPoolId) => await checkAccount(settings, regionOfUserPool(userPoolId ?? "", settings)),
        put: async (put) => await putStream({ ...put, agents: await connectionsOf(settings).forUploads() }),
        hasConfiguredEndpoint: settings.endpoints.cognitoidp !== undefined,
        account: async (userPoolId) => await callersAccount(settings, regionOfUserPool(userPoolId, settings)),
        region: settings.region,
        openSource: withParts((source: string | AssetValue, userPoolId: string | undefined, how: HowToRead) =>
            openSource(source, { ...sourceEnvironment(settings), ...how, s3: () => s3Of(userPoolId) }),
        ),
        clock: systemClock,
    };
}

function joinEngine(engineAddress: string | undefined): ProcessWide {
    const progress = createEngineProgress(engineAddress);
    return {
        progress: progress.of,
        memory: emptyProcessMemory(),
        signal: watchEngine(engineAddress, progress.close),
    };
}

async function connectToS3(settings: AwsSettings, userPoolId: string | undefined): Promise<S3Objects> {
    // Loaded with the first object: most runs have none, and the SDK's clients take memory.
    const { createS3Objects } = await import("./source/s3Objects");
    return createS3Objects(clientSettings(settings, userPoolId).s3, processWide.signal);
}

function sourceEnvironment(settings: AwsSettings): Omit<SourceEnvironment, "s3" | keyof HowToRead> {
    return {
        agents: connectionsOf(settings).forSources,
        trustedOrigins: Object.values(settings.endpoints).map((url) => new URL(url).origin),
        clock: systemClock,
        signal: processWide.signal,
    };
}
