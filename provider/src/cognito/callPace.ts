import type { Clock } from "../clock";

/** AWS's largest page of ListUsers, ListUsersInGroup and ListGroups. */
export const usersPerPage = 60;

/**
 * Calls a second that leave room for others under Cognito's quotas for reading users (30 of ListUsers by default).
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
const readsPerSecond = 20;

/** Waits until calls have taken as long as they should. */
export class CallPace {
    public constructor(
        private readonly clock: Clock,
        private readonly signal?: AbortSignal | undefined,
        private readonly callsPerSecond: number = readsPerSecond,
    ) {}

    /**
     * @param beganMs when they were made, in milliseconds since 1970
     * @throws the signal's reason
     */
    public async after(beganMs: number, calls: number): Promise<void> {
        const leftSeconds = calls / this.callsPerSecond - (this.clock.now() - beganMs) / 1000;
        if (leftSeconds > 0) {
            await this.clock.sleep(leftSeconds, this.signal);
        }
    }
}
