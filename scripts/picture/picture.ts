import { writeFileSync } from "node:fs";
import path from "node:path";
import { recordUp, terminal } from "./recordUp";
import { screenOf } from "./screen";
import { svgOf } from "./svgOf";
import { withFixedDurations } from "./withFixedDurations";

/** Draws docs/pulumi-up.svg: a real `pulumi up` on the emulator. It needs the command `script` of Linux. */
async function picture(): Promise<void> {
    const recording = `\u001b[1m$ pulumi up --yes\u001b[0m\r\n${await recordUp()}`;
    const screen = await screenOf(withFixedDurations(recording), terminal.columns);
    const file = path.resolve(__dirname, "../../docs/pulumi-up.svg");
    writeFileSync(file, svgOf(screen, terminal.columns, "pulumi up imports 997 users into a user pool"));
}

picture().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
