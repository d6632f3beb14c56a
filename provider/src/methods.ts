import type * as dynamic from "@pulumi/pulumi/dynamic";
import type { DependenciesOf, JoinedEngine } from "./assembly";
import { sendableError } from "./engine/sendableError";
import { isUserImportError, shownCause } from "./errors/errors";
import { InitializationError } from "./job/initializationError";
import { check } from "./lifecycle/check";
import { create } from "./lifecycle/create";
import { deleteJob } from "./lifecycle/deleteJob";
import { type Difference, diff } from "./lifecycle/diff";
import { read } from "./lifecycle/read";
import { update } from "./lifecycle/update";
import { withSecretDigest } from "./resource/inputSource";
import type { CheckedInputs, UserImportJobOutputs } from "./resource/properties";

/**
 * What the engine asks of a `UserImportJob`, whichever plugin it asks. See `lifecycle/` for what each method does.
 *
 * @param of what a resource works with, as the engine has configured it by now
 */
export function jobMethods(of: DependenciesOf, { memory }: Pick<JoinedEngine, "memory">) {
    return {
        async check(olds: Partial<CheckedInputs>, news: CheckedInputs): Promise<dynamic.CheckResult> {
            const { inputs, failures } = await asShown(async () => await check(of(news.aws), olds, news));
            return { inputs: withSecretDigest(inputs), failures };
        },
        async diff(id: string, olds: UserImportJobOutputs, news: CheckedInputs): Promise<Difference> {
            return await asShown(async () => await diff(of(news.aws), id, olds, news, of(olds.aws)));
        },
        async create(inputs: CheckedInputs): Promise<dynamic.CreateResult> {
            return await asShown(async () => await create(of(inputs.aws), inputs));
        },
        async read(id: string, props: Partial<UserImportJobOutputs>): Promise<dynamic.ReadResult> {
            return await asShown(async () => await read(of(props.aws), id, props));
        },
        async update(id: string, olds: UserImportJobOutputs, news: CheckedInputs): Promise<dynamic.UpdateResult> {
            return await asShown(async () => await update(of(news.aws), id, olds, news));
        },
        async delete(id: string, props: UserImportJobOutputs): Promise<void> {
            await asShown(async () => {
                const aws = memory.jobs.accessTo(id, props.aws);
                await deleteJob(of(aws), id, props);
            });
        },
    } satisfies dynamic.ResourceProvider;
}

/**
 * Our errors say all that a person needs; a stack trace is for what nobody expected, of which no more is told than may be
 * shown. The SDK's server prints the stack of what check, diff, read and delete throw on the stack's row, and not that of
 * create and update.
 */
export async function asShown<T>(operation: () => Promise<T>): Promise<T> {
    try {
        return await operation();
    } catch (error) {
        if (isUserImportError(error)) {
            error.stack = error.code;
        }
        throw sendableError(error instanceof InitializationError ? error : shownCause(error));
    }
}
