import { InitializationError } from "../../provider/src/job/initializationError";
import { check } from "../../provider/src/lifecycle/check";
import { create } from "../../provider/src/lifecycle/create";
import { deleteJob } from "../../provider/src/lifecycle/deleteJob";
import { diff } from "../../provider/src/lifecycle/diff";
import { read } from "../../provider/src/lifecycle/read";
import { update } from "../../provider/src/lifecycle/update";
import type { CheckedInputs, UserImportJobInputs, UserImportJobOutputs } from "../../provider/src/resource/properties";
import type { CrashingProcess } from "./crashingProcess";

/** A resource as the engine records it. */
export interface RecordedResource {
    readonly id: string;
    readonly inputs: CheckedInputs;
    readonly outputs: UserImportJobOutputs;
    /** Whether its last create or update threw. */
    readonly isInitialised: boolean;
}

/**
 * What a Pulumi engine does with one dynamic resource, as far as the provider can tell: which methods it calls when, and
 * what it records. The record changes only when a step has ended, so that a process that dies leaves it as it was.
 */
export class EngineModel {
    public current: RecordedResource | undefined;
    /** Replaced ones that are still to be deleted. */
    public pendingDeletes: RecordedResource[] = [];

    /**
     * `pulumi up`. Throws what a method throws, or what `check` found; what was recorded until then stays.
     *
     * @param isTold whether it is told to replace the resource, whatever `diff` finds (`--replace`)
     */
    public async up(process: CrashingProcess, args: UserImportJobInputs, isTold = false): Promise<void> {
        const olds = this.current?.inputs ?? {};
        const checked = await process.run((deps) =>
            check(deps, olds, { ...args, resourceUrn, __provider: "shim" } as CheckedInputs),
        );
        if (checked.failures.length > 0) {
            throw new Error(checked.failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
        }
        const { inputs } = checked;
        const { current } = this;
        if (current === undefined) {
            await this.create(process, inputs);
        } else {
            const difference = await process.run((deps) => diff(deps, current.id, current.outputs, inputs));
            if (difference.replaces.length > 0 || isTold) {
                await this.replace(process, current, inputs, difference.deleteBeforeReplace);
            } else if (difference.changes || !current.isInitialised) {
                await this.update(process, current, inputs);
            }
        }
        await this.deletePending(process);
    }

    /** `pulumi refresh`. A read that succeeds takes the error of the last create or update out of the state. */
    public async refresh(process: CrashingProcess): Promise<void> {
        const { current } = this;
        if (current !== undefined) {
            const { id, props } = await process.run((deps) => read(deps, current.id, current.outputs));
            const outputs = props as UserImportJobOutputs;
            this.current = id === "" ? undefined : { ...current, outputs, isInitialised: true };
        }
    }

    /** `pulumi destroy`. */
    public async destroy(process: CrashingProcess): Promise<void> {
        const { current } = this;
        if (current !== undefined) {
            await process.run((deps) => deleteJob(deps, current.id, current.outputs));
            this.current = undefined;
        }
        await this.deletePending(process);
    }

    private async replace(
        process: CrashingProcess,
        old: RecordedResource,
        inputs: CheckedInputs,
        deleteBefore: boolean,
    ): Promise<void> {
        if (deleteBefore) {
            await process.run((deps) => deleteJob(deps, old.id, old.outputs));
            this.current = undefined;
            await this.create(process, inputs);
            return;
        }
        await this.create(process, inputs, () => this.pendingDeletes.push(old));
    }

    private async create(
        process: CrashingProcess,
        inputs: CheckedInputs,
        onRecorded = (): unknown => undefined,
    ): Promise<void> {
        await this.recording(inputs, onRecorded, async () => await process.run((deps) => create(deps, inputs)));
    }

    private async update(process: CrashingProcess, old: RecordedResource, inputs: CheckedInputs): Promise<void> {
        await this.recording(
            inputs,
            () => undefined,
            async () => ({
                id: old.id,
                outs: (await process.run((deps) => update(deps, old.id, old.outputs, inputs))).outs,
            }),
        );
    }

    /** An error with an id, properties and reasons is recorded as a resource that is not initialised. */
    private async recording(
        inputs: CheckedInputs,
        onRecorded: () => unknown,
        step: () => Promise<{ id: string; outs: UserImportJobOutputs }>,
    ): Promise<void> {
        try {
            const { id, outs } = await step();
            onRecorded();
            this.current = { id, inputs, outputs: outs, isInitialised: true };
        } catch (error) {
            if (error instanceof InitializationError) {
                onRecorded();
                this.current = { id: error.id, inputs, outputs: error.properties, isInitialised: false };
            }
            throw error;
        }
    }

    private async deletePending(process: CrashingProcess): Promise<void> {
        for (const old of [...this.pendingDeletes]) {
            await process.run((deps) => deleteJob(deps, old.id, old.outputs));
            this.pendingDeletes = this.pendingDeletes.filter((other) => other !== old);
        }
    }
}

const resourceUrn = "urn:pulumi:sim::sim::pulumi-nodejs:dynamic/cognito-user-import:UserImportJob::users";
