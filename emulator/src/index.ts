export { type Clock, ManualClock, systemClock } from "./clock";
export type { EmulatorOptions } from "./options";
export type { CallRecord } from "./server/callRecord";
export { type Emulator, startEmulator } from "./startEmulator";
export type { TargetName } from "./targets/targets";
