import type { Emulator } from "../../../emulator/src";
import { until } from "../process/until";

/** Waits until the emulator has answered `times` calls of an operation since it was started. */
export async function untilCalled(emulator: Emulator, operation: string, times = 1): Promise<void> {
    const answered = (): number => emulator.calls.filter((call) => call.operation === operation).length;
    await until(
        () => answered() >= times,
        () => `${times} calls of ${operation}; there were ${answered()}`,
    );
}
