import {
    type CheckedInputs,
    changedInPlace,
    contentOnce,
    type DependenciesOf,
    InitializationError,
    isPackedUsers,
    isPresent,
    isUnknown,
    type JoinedEngine,
    jobMethods,
    noJobId,
    packUsers,
    parseResourceId,
    UserImportError,
    type UserImportJobOutputs,
    unknownValue,
} from "pulumi-cognito-user-import/bin/native";
import type { Values } from "../protocol/values";
import { previewed, previewedUpdate, stables } from "./jobPreview";
import { own, propertiesOf } from "./ownProperties";
import type { CreateRequest, Difference, DiffRequest, Resource, ResourceRequest } from "./resource";
import { withSecrets } from "./secretInputs";

/** A `UserImportJob`: what the protocol asks, in the words of the lifecycle, which is the same as of the dynamic resource. */
export function userImportJob(of: DependenciesOf, engine: Pick<JoinedEngine, "memory">): Resource {
    const job = jobMethods(of, engine);
    return {
        async check({ urn, olds, news }) {
            const given = { ...withPackedUsers(own(news)), resourceUrn: urn };
            const { inputs, failures = [] } = await job.check(own(olds), given as unknown as CheckedInputs);
            return { inputs: withSecrets(own(inputs)), failures };
        },
        async diff(request) {
            const { id, urn, olds, news } = request;
            const [before, after] = [recorded(olds), checked({ ...own(news), ...onceWhereIgnored(request) }, urn)];
            const { changes, replaces, deleteBeforeReplace } = await job.diff(id, before, after);
            return {
                hasChanges: changes,
                properties: differencesOf(replaces, changes ? changedInPlace(before, after) : [], news),
                deleteBeforeReplace,
                // Content that is not known yet may be that of another job.
                stables: isUnknown(contentOnce(before, after).sourceDigest) ? [] : stables,
            };
        },
        async create({ urn, news, isPreview, timeoutSeconds }) {
            const inputs = own(news);
            if (isPreview) {
                return { id: "", outputs: previewed(inputs) };
            }
            return await withOptions({ urn, news: inputs, timeoutSeconds }, async (given) => {
                const { id, outs } = await job.create(given);
                return { id, outputs: outs ?? {} };
            });
        },
        async update(request) {
            const { id, urn, olds, isPreview, timeoutSeconds } = request;
            const news = own(request.news);
            if (isPreview) {
                return { outputs: previewedUpdate(recorded(olds), news, onceWhereIgnored(request)) };
            }
            const options = { timeoutSeconds, ...onceWhereIgnored(request) };
            const { outputs } = await withOptions({ urn, news, ...options }, async (given) => {
                const { outs } = await job.update(id, recorded(olds), given);
                return { id, outputs: outs ?? {} };
            });
            return { outputs };
        },
        async read({ id, urn, olds }) {
            const isKnown = olds.jobId !== undefined;
            if (!isKnown && parseResourceId(id).jobId === noJobId) {
                throw noJobToImport(id);
            }
            // A job that is imported is another's: read, and never started or stopped.
            const props = { ...own(olds), ...(!isKnown && { isAdopted: true }) };
            const found = await job.read(id, { ...props, resourceUrn: urn } as Partial<UserImportJobOutputs>);
            const outputs = own(found.props ?? {});
            return isKnown || found.id === ""
                ? { id: found.id ?? "", outputs }
                : { id, outputs: withSecrets(outputs), inputs: inputsOf(outputs) };
        },
        async delete({ id, urn, olds, timeoutSeconds }) {
            const timeout = timeoutSeconds > 0 ? { timeout: `${timeoutSeconds}s` } : {};
            await job.delete(id, { ...recorded(olds), ...timeout, resourceUrn: urn });
        },
    };
}

function checked(inputs: Values, resourceUrn: string): CheckedInputs {
    return { ...inputs, resourceUrn } as unknown as CheckedInputs;
}

function recorded(outputs: Values): UserImportJobOutputs {
    return own(outputs) as unknown as UserImportJobOutputs;
}

/** Typed users as the state keeps them: one compressed text. The program of a dynamic resource packs them itself. */
function withPackedUsers(inputs: Values): Values {
    const { users } = inputs;
    if (!Array.isArray(users) || isPackedUsers(users)) {
        return inputs;
    }
    return { ...inputs, users: isUnknown(users) ? unknownValue : packUsers(users) };
}

/** `once`, where the program has the engine ignore changes of the source: what counts is its content, of which the engine knows nothing. */
function onceWhereIgnored({ news, ignoreChanges }: Pick<DiffRequest, "news" | "ignoreChanges">): { once?: true } {
    const isIgnored = ignoreChanges.some((path) => path === "*" || /^(source|users)([.[]|$)/.test(path));
    return !isPresent(news.once) && isIgnored ? { once: true } : {};
}

function differencesOf(
    replaces: readonly string[],
    updates: readonly string[],
    news: Values,
): Difference["properties"] {
    const entries = [
        ...updates.map((name) => [name, { isReplacing: false, isInput: true }] as const),
        ...replaces.map((name) => [name, { isReplacing: true, isInput: name in news }] as const),
    ];
    return Object.fromEntries(entries);
}

/**
 * Runs a create or update with what the resource options say: `customTimeouts` in the place of the argument `timeout`, and `once`
 * where changes are ignored. The state has the arguments as the program wrote them.
 */
async function withOptions(
    {
        urn,
        news,
        timeoutSeconds,
        once,
    }: ResourceRequest & Pick<CreateRequest, "news" | "timeoutSeconds"> & { once?: true },
    operation: (inputs: CheckedInputs) => Promise<{ id: string; outputs: object }>,
): Promise<{ id: string; outputs: Values }> {
    const ofOptions = { ...(timeoutSeconds > 0 && { timeout: `${timeoutSeconds}s` }), ...(once === true && { once }) };
    const given = checked({ ...news, ...ofOptions }, urn);
    const asWritten = (outputs: object): Values => ({
        ...propertiesOf(own(outputs), (name) => !(name in ofOptions)),
        ...propertiesOf(news, (name) => name in ofOptions),
    });
    try {
        const { id, outputs } = await operation(given);
        return { id, outputs: asWritten(outputs) };
    } catch (error) {
        throw InitializationError.changed(error, asWritten);
    }
}

function noJobToImport(id: string): UserImportError {
    return new UserImportError(
        "validation-failed",
        `${id} stands for an import without a job, since all users were in the pool already. There is nothing to import: let the ` +
            "program create the resource.",
    );
}

/** The inputs of a program that adopts a job. */
function inputsOf({ userPoolId, cloudWatchLogsRoleArn, passwordHashingAlgorithm }: Values): Values {
    return {
        userPoolId,
        cloudWatchLogsRoleArn,
        ...(passwordHashingAlgorithm !== undefined && { passwordHashingAlgorithm }),
    };
}
