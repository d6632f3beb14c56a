import type * as dynamic from "@pulumi/pulumi/dynamic";
import { systemClock } from "./clock";
import { clientSettings } from "./cognito/clientSettings";
import { createSdkImportApi } from "./cognito/sdkImportApi";
import { type AwsSettings, readAwsSettings } from "./config";
import { defaultCsvLimits } from "./csv/csvLimits";
import { createEngineProgress } from "./engineProgress";
import { check as checkInputs } from "./lifecycle/check";
import { create as createResource } from "./lifecycle/create";
import { deleteJob } from "./lifecycle/deleteJob";
import type { LifecycleDependencies } from "./lifecycle/dependencies";
import { diff as diffResource } from "./lifecycle/diff";
import type { CheckedInputs, UserImportJobOutputs } from "./lifecycle/properties";
import { read as readResource } from "./lifecycle/read";
import { update as updateResource } from "./lifecycle/update";
import { openSource, type SourceEnvironment } from "./source/openSource";
import { createS3Objects } from "./source/s3Objects";

/**
 * What the serialised provider in every state calls, by these names: they and this module's path must stay, since an
 * old state's provider runs the installed package's code. The one place that puts the real client, clock and display
 * together.
 */
let dependencies: LifecycleDependencies | undefined;

// Node 20 is supported here; the SDK's notice about its own future would stand on the stack's row of every run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Takes the stack's config; the engine calls it once a process, before anything else. */
export function configure(request: dynamic.ConfigureRequest): void {
    const settings = readAwsSettings((key) => request.config.get(key));
    dependencies = assemble(settings);
}

/** See `lifecycle/check`. */
export async function check(olds: Partial<CheckedInputs>, news: CheckedInputs): Promise<dynamic.CheckResult> {
    return await checkInputs(configured(), olds, news);
}

/** See `lifecycle/diff`. */
export async function diff(id: string, olds: UserImportJobOutputs, news: CheckedInputs): Promise<dynamic.DiffResult> {
    return await diffResource(configured(), id, olds, news);
}

/** See `lifecycle/create`. */
export async function create(inputs: CheckedInputs): Promise<dynamic.CreateResult> {
    return await createResource(configured(), inputs);
}

/** See `lifecycle/read`. */
export async function read(id: string, props: Partial<UserImportJobOutputs>): Promise<dynamic.ReadResult> {
    return await readResource(configured(), id, props);
}

/** See `lifecycle/update`. */
export async function update(
    id: string,
    olds: UserImportJobOutputs,
    news: CheckedInputs,
): Promise<dynamic.UpdateResult> {
    return await updateResource(configured(), id, olds, news);
}

/** See `lifecycle/deleteJob`. */
export async function remove(id: string, props: UserImportJobOutputs): Promise<void> {
    await deleteJob(configured(), id, props);
}

function configured(): LifecycleDependencies {
    dependencies ??= assemble(readAwsSettings(() => undefined));
    return dependencies;
}

function assemble(settings: AwsSettings): LifecycleDependencies {
    return {
        connect: (userPoolId, attempts) => createSdkImportApi(clientSettings(settings, userPoolId, attempts)),
        hasConfiguredEndpoint: settings.endpoints.cognitoidp !== undefined,
        openSource: (source, userPoolId) => openSource(source, sourceEnvironment(settings, userPoolId)),
        clock: systemClock,
        // A dynamic provider's process is started with the engine's address as its first argument.
        progress: createEngineProgress(process.argv[2]),
        validated: new Set(),
    };
}

function sourceEnvironment(settings: AwsSettings, userPoolId: string | undefined): SourceEnvironment {
    return {
        s3: () => createS3Objects(clientSettings(settings, userPoolId).s3),
        trustedOrigins: Object.values(settings.endpoints).map((url) => new URL(url).origin),
        maxBytes: defaultCsvLimits.maxBytes,
        clock: systemClock,
    };
}
