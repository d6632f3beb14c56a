import assert from "node:assert/strict";
import type { JobContext } from "../../../provider/src/job/jobContext";
import { inTurn } from "../../../provider/src/job/startJob";
import { lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";

describe("inTurn", () => {
    /** Whether the second of two jobs has to wait for the first, whose role is one of account 111111111111. */
    async function hasToWait(cloudWatchLogsRoleArn: string): Promise<boolean> {
        // The timeout of the one that waits never comes.
        const clock = { now: () => 0, random: () => 0, sleep: () => new Promise<never>(() => undefined) };
        const fixture = lifecycleFixture({ clock });
        const late = (): Error => assert.fail("it is not late");
        const take = (context: JobContext, steps: (hasWaited: boolean) => Promise<void>): Promise<void> =>
            inTurn(context, late as never, steps);
        let end = (): void => undefined;
        const holding = new Promise<void>((resolve) => {
            end = resolve;
        });
        const first = take(
            fixture.context({ cloudWatchLogsRoleArn: "arn:aws:iam::111111111111:role/a" }),
            () => holding,
        );
        let hasWaited = false;
        const second = take(fixture.context({ cloudWatchLogsRoleArn }), async (waited) => {
            hasWaited = waited;
            end();
        });
        await new Promise(setImmediate);
        end();
        await Promise.all([first, second]);
        return hasWaited;
    }

    it("lets the jobs of one account wait for each other, and not those of two", async () => {
        assert.equal(await hasToWait("arn:aws:iam::111111111111:role/path/b"), true);
        assert.equal(await hasToWait("arn:aws:iam::222222222222:role/a"), false);
    });
});
