import assert from "node:assert/strict";
import { InitializationError } from "../../../provider/src/job/initializationError";
import type { FinishedJob } from "../../../provider/src/job/jobState";
import { create } from "../../../provider/src/lifecycle/create";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import { startUploadServer, type UploadServer } from "../web/uploadServer";
import { checkedInputs, type LifecycleFixture, lifecycleFixture } from "./lifecycleFixture";

/** A {@link LifecycleFixture} whose jobs take real uploads. */
export interface UploadFixture extends LifecycleFixture {
    readonly server: UploadServer;
}

/** Starts an upload server for the suite that calls it. What it returns is renewed for every test. */
export function useUploadFixture(): UploadFixture {
    const fixture = {} as UploadFixture;
    beforeEach(async () => {
        const server = await startUploadServer();
        Object.assign(fixture, lifecycleFixture(), { server });
        fixture.api.uploadBase = `${server.origin}/`;
        fixture.api.endpoint = server.origin;
    });
    afterEach(async () => await fixture.server.close());
    return fixture;
}

/** An {@link UploadFixture}, and `create` in it, as it succeeds and as it fails although there is a job. */
export function useCreate() {
    const fixture = useUploadFixture();
    const run = async (inputs: Partial<CheckedInputs> = {}): Promise<FinishedJob> =>
        await create(fixture.deps, checkedInputs(inputs));
    const failure = async (inputs: Partial<CheckedInputs> = {}): Promise<InitializationError> =>
        await initializationErrorOf(fixture, run(inputs));
    return { fixture, run, failure };
}

/**
 * The error of an operation that fails although there is a job: it has what the engine needs to keep the job in state,
 * and holds neither an upload address nor a person.
 */
export async function initializationErrorOf(
    fixture: LifecycleFixture,
    running: Promise<unknown>,
): Promise<InitializationError> {
    const error = await running.then(
        () => assert.fail("it succeeded"),
        (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof InitializationError, String(error));
    assert.equal(error.properties.__provider, checkedInputs().__provider);
    assert.deepEqual(error.reasons, [error.message]);
    const said = JSON.stringify({ ...error, message: error.message, stack: error.stack });
    assert.doesNotMatch(`${said}${fixture.progress.allText()}`, /presigned-secret|X-Amz|example\.(com|org)/);
    return error;
}
