import assert from "node:assert/strict";
import { InitializationError } from "../../provider/src/lifecycle/initializationError";
import { checkedInputs, type LifecycleFixture, lifecycleFixture } from "./lifecycleFixture";
import { startUploadServer, type UploadServer } from "./uploadServer";

/** A {@link LifecycleFixture} whose jobs take real uploads. */
export interface UploadFixture extends LifecycleFixture {
    readonly server: UploadServer;
}

/** Starts an upload server for the suite that calls it; every test begins with a fresh fixture and no upload. */
export function useUploadFixture(): () => UploadFixture {
    let server: UploadServer;
    let fixture: UploadFixture;
    beforeEach(async () => {
        server = await startUploadServer();
        fixture = { ...lifecycleFixture(), server };
        fixture.api.uploadBase = `${server.origin}/`;
        fixture.api.endpoint = server.origin;
    });
    afterEach(async () => await server.close());
    return () => fixture;
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
