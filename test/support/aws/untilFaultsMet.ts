import type { Emulator } from "../../../emulator/src";
import { until } from "../process/until";

/** Waits until the last fault has met its call. */
export async function untilFaultsMet({ faults }: Emulator): Promise<void> {
    await until(
        () => faults.pending.length === 0,
        () => `calls that meet ${JSON.stringify(faults.pending)}`,
    );
}
