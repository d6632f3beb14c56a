import { type Difference, diff } from "../../../provider/src/lifecycle/diff";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import type { ImportJob } from "../../../provider/src/types";
import { type FakeJob, fakePoolId } from "../aws/fakeImportApi";
import { checkedInputs, type LifecycleFixture, lifecycleFixture } from "./lifecycleFixture";

/** No change, a change in place, and a replacement for these properties. */
export const nothing: Difference = { changes: false, replaces: [], deleteBeforeReplace: false };
export const inPlace: Difference = { ...nothing, changes: true };
export const replaced = (...replaces: string[]): Difference => ({ ...nothing, changes: true, replaces });

/** A resource with one job, and `diff` of it. What it returns is renewed for every test. */
export function useDiff() {
    const fixture = {} as LifecycleFixture & { job: FakeJob };
    beforeEach(() => {
        Object.assign(fixture, lifecycleFixture());
        fixture.job = fixture.api.addJob({ jobName: checkedInputs().jobName });
    });

    /** State records `recorded`, AWS knows the job as `now`. */
    async function compare(
        changed: Partial<Record<keyof CheckedInputs, unknown>>,
        recorded: Partial<ImportJob> = { status: "Succeeded" },
        now: Partial<ImportJob> = recorded,
        before: Partial<CheckedInputs> = {},
    ): Promise<Difference> {
        const { job } = fixture;
        Object.assign(job, now);
        const olds = toOutputs(checkedInputs(before), { ...job, ...recorded });
        const news = { ...checkedInputs(before), ...changed } as CheckedInputs;
        return await diff(fixture.deps, `${fakePoolId}/${job.jobId}`, olds, news);
    }

    return { fixture, compare };
}
