import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import type { Clock } from "../../../provider/src/clock";
import { createSdkImportApi, type SdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { UserImportError } from "../../../provider/src/errors/errors";
import { importApiCalls } from "../../support/aws/importApiCalls";

const interrupted = new UserImportError("interrupted", "The run was cancelled.");
const timeout = new UserImportError("timeout", "The timeout (1m) was over.");

/** AWS as `answer` says. */
interface ScriptedAws {
    readonly api: SdkImportApi;
    /** The signal of each request that was sent. */
    readonly sent: (AbortSignal | undefined)[];
    /** Resolves with the next request. */
    nextSent(): Promise<void>;
}

function scriptedAws(answer: (signal: AbortSignal | undefined) => Promise<object>): ScriptedAws {
    const sent: (AbortSignal | undefined)[] = [];
    let onSent = (): void => undefined;
    const requestHandler = {
        handle: async (_request: unknown, { abortSignal }: { abortSignal?: AbortSignal }) => {
            sent.push(abortSignal);
            onSent();
            return await answer(abortSignal);
        },
    };
    const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
    const settings = { region: "us-east-1", credentials, maxAttempts: 8, requestHandler };
    const nextSent = async (): Promise<void> =>
        await new Promise((resolve) => {
            onSent = resolve;
        });
    return { api: createSdkImportApi({ cognito: settings, logs: settings } as never), sent, nextSent };
}

/** Answers nothing; an abort ends it as the SDK's connections do. */
const silent = async (signal: AbortSignal | undefined): Promise<object> =>
    await new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () =>
            reject(Object.assign(new Error("Request aborted"), { name: "AbortError" })),
        );
    });

/** Fails in a way that the SDK tries again after a pause. */
const overloaded = async (): Promise<object> => ({
    response: { statusCode: 503, headers: {}, body: Buffer.from("") },
});

/** A clock whose sleeps end when they are told to. */
function alarmClock(): Clock & { readonly alarms: { seconds: number; ring: () => void }[]; isSleeping(): boolean } {
    const alarms: { seconds: number; ring: () => void }[] = [];
    let sleeping = 0;
    return {
        alarms,
        isSleeping: () => sleeping > 0,
        now: () => 0,
        random: () => 0,
        sleep: async (seconds, signal) => {
            sleeping++;
            await new Promise<void>((resolve, reject) => {
                alarms.push({ seconds, ring: resolve });
                signal?.addEventListener("abort", () => reject(signal.reason));
            }).finally(() => sleeping--);
        },
    };
}

const at = (seconds: number) => ({ atMilliseconds: seconds * 1000, error: () => timeout });

describe("calls of AWS", () => {
    for (const name of Object.keys(importApiCalls) as (keyof typeof importApiCalls)[]) {
        it(`end with the run: ${name}`, async () => {
            const aws = scriptedAws(silent);
            const run = new AbortController();
            const api = aws.api.within({ clock: alarmClock(), signal: run.signal, deadline: at(60) });
            const isSent = aws.nextSent();
            const call = importApiCalls[name](api);
            await isSent;

            run.abort(interrupted);

            await assert.rejects(call, interrupted);
            assert.equal(aws.sent.at(-1)?.aborted, true);
            const requests = aws.sent.length;
            await assert.rejects(importApiCalls[name](api), interrupted);
            assert.equal(aws.sent.length, requests);
        });
    }

    it("end with the run also where the SDK pauses before another try", async () => {
        const aws = scriptedAws(overloaded);
        const run = new AbortController();
        const isSent = aws.nextSent();
        const call = aws.api.within({ clock: alarmClock(), signal: run.signal }).describeJob("p", "j");
        await isSent;

        run.abort(interrupted);

        await assert.rejects(call, interrupted);
    });

    for (const [left, given] of [
        [30, 30],
        [3, 10],
        [-5, 10],
    ] as const) {
        it(`end ${given} s later with the timeout's error where ${left} s are left`, async () => {
            const clock = alarmClock();
            const aws = scriptedAws(silent);
            const { signal } = new AbortController();
            const isSent = aws.nextSent();
            const call = aws.api.within({ clock, signal, deadline: at(left) }).describeJob("p", "j");
            await isSent;

            assert.deepEqual(
                clock.alarms.map(({ seconds }) => seconds),
                [given],
            );
            clock.alarms[0]?.ring();

            await assert.rejects(call, timeout);
            assert.equal(aws.sent[0]?.aborted, true);
            assert.deepEqual(getEventListeners(signal, "abort"), []);
        });
    }

    it("leave no timer and no listener behind once they are answered", async () => {
        const clock = alarmClock();
        const aws = scriptedAws(async () => ({
            response: { statusCode: 200, headers: {}, body: Buffer.from('{"CSVHeader":["email"]}') },
        }));
        const { signal } = new AbortController();

        const header = await aws.api.within({ clock, signal, deadline: at(60) }).getCsvHeader("p");
        await new Promise(setImmediate);

        assert.deepEqual(header, ["email"]);
        assert.equal(clock.alarms.length, 1);
        assert.equal(clock.isSleeping(), false);
        assert.deepEqual(getEventListeners(signal, "abort"), []);
    });
});
