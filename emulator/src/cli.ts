import { parseArgs } from "node:util";
import { startEmulator } from "./startEmulator";

const usage = `Usage: cognito-user-import-emulator [options]

A local Amazon Cognito that runs user import jobs. Point any AWS client at the URL it prints.

  --port <number>             port to listen on, 0 for any free one (default 9229)
  --host <address>            address to listen on (default 127.0.0.1: this machine only)
  --region <name>             region of the user pools (default us-east-1)
  --account <12 digits>       account of the user pools (default 123456789012)
  --rows-per-second <number>  how fast a job imports (default: as fast as it can)
  --pending-seconds <number>  how long a started job stays Pending (default 0.1)
  --stopping-seconds <number> how long a stopped job stays Stopping (default 0.1)
  --help                      this text
`;

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: {
            port: { type: "string", default: "9229" },
            host: { type: "string" },
            region: { type: "string" },
            account: { type: "string" },
            "rows-per-second": { type: "string" },
            "pending-seconds": { type: "string" },
            "stopping-seconds": { type: "string" },
            help: { type: "boolean", default: false },
        },
    });
    if (values.help) {
        process.stdout.write(usage);
        return;
    }
    const given = {
        port: numberOf("--port", values.port),
        host: values.host,
        region: values.region,
        accountId: values.account,
        rowsPerSecond: numberOf("--rows-per-second", values["rows-per-second"]),
        pendingSeconds: numberOf("--pending-seconds", values["pending-seconds"]),
        stoppingSeconds: numberOf("--stopping-seconds", values["stopping-seconds"]),
    };
    const emulator = await startEmulator(given);
    const stop = (): void => {
        void emulator.close().then(() => process.exit(0));
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    process.stdout.write(`${emulator.url}\n`);
}

function numberOf(option: string, text: string | undefined): number | undefined {
    if (text === undefined) {
        return undefined;
    }
    const number = Number(text);
    if (text.trim() === "" || Number.isNaN(number)) {
        throw new Error(`${option} must be a number`);
    }
    return number;
}

main().catch((error: unknown) => {
    process.stderr.write(`cognito-user-import-emulator: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});
