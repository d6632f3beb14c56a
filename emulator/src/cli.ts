import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ManualClock } from "./clock/clock";
import type { EmulatorOptions, Seed, SigningCredentials } from "./options";
import type { CallRecord } from "./records";
import { startEmulator } from "./startEmulator";

const usage = `Usage: cognito-user-import-emulator [options]

A local Amazon Cognito that runs user import jobs. Point any AWS client at the URL it prints.

  --port <number>             port to listen on, 0 for any free one (default 9229)
  --host <address>            address to listen on (default 127.0.0.1: this machine only)
  --allowed-host <name>       another name or address, without a port, by which callers reach it; may be repeated.
                              Names other than these, localhost, loopback addresses and --host are refused
  --allowed-origin <origin>   origin of web pages that may call it from a browser (CORS), such as
                              http://localhost:3000; may be repeated
  --region <name>             region of the user pools (default us-east-1)
  --account <12 digits>       account of callers, and of the user pools that they make (default 123456789012)
  --account <key>=<12 digits> the same for callers with that access key; may be repeated
  --seed <file>               JSON file with user pools, app clients and users that exist from the start
  --data-dir <folder>         keep everything in this folder, across restarts and kills (default: forget everything at the end)
  --rows-per-second <number>  how fast a job imports (default: as fast as it can)
  --pending-seconds <number>  how long a started job stays Pending (default 0.1)
  --stopping-seconds <number> how long a stopped job stays Stopping (default 0.1)
  --expiry-hours <number>     how long a created job can be started (default 24)
  --max-failed-share <0 to 1> share of rows that may fail or be skipped (default 0.5)
  --older-infrastructure      make user pools as on Cognito's older infrastructure, which cannot import password hashes
  --allow-missing-columns     import CSVs without all columns of the user pool; missing columns count as empty (default: the
                              job fails)
  --verify-signatures         refuse calls that are not signed with the AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the
                              emulator's own environment
  --manual-clock              time stops until /_emulator/clock moves it
  --log                       write a line to stderr for each call: time, operation, status, error
  --help                      show this text
`;

const options = {
    port: { type: "string", default: "9229" },
    host: { type: "string" },
    "allowed-host": { type: "string", multiple: true },
    "allowed-origin": { type: "string", multiple: true },
    region: { type: "string" },
    account: { type: "string", multiple: true },
    seed: { type: "string" },
    "data-dir": { type: "string" },
    "rows-per-second": { type: "string" },
    "pending-seconds": { type: "string" },
    "stopping-seconds": { type: "string" },
    "expiry-hours": { type: "string" },
    "max-failed-share": { type: "string" },
    "older-infrastructure": { type: "boolean", default: false },
    "allow-missing-columns": { type: "boolean", default: false },
    "verify-signatures": { type: "boolean", default: false },
    "manual-clock": { type: "boolean", default: false },
    log: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
} as const;

async function main(): Promise<void> {
    const { values } = parseArgs({ options });
    if (values.help) {
        process.stdout.write(usage);
        return;
    }
    const emulator = await startEmulator({
        port: numberOf("--port", values.port),
        host: values.host,
        allowedHosts: values["allowed-host"],
        allowedOrigins: values["allowed-origin"],
        region: values.region,
        ...accountsOf(values.account ?? []),
        dataDir: values["data-dir"],
        rowsPerSecond: numberOf("--rows-per-second", values["rows-per-second"]),
        pendingSeconds: numberOf("--pending-seconds", values["pending-seconds"]),
        stoppingSeconds: numberOf("--stopping-seconds", values["stopping-seconds"]),
        expiryHours: numberOf("--expiry-hours", values["expiry-hours"]),
        maxFailedOrSkippedShare: numberOf("--max-failed-share", values["max-failed-share"]),
        olderInfrastructure: values["older-infrastructure"],
        allowMissingColumns: values["allow-missing-columns"],
        seed: values.seed === undefined ? undefined : readSeed(values.seed),
        verifySignatures: values["verify-signatures"] ? credentialsOf(process.env) : undefined,
        clock: values["manual-clock"] ? new ManualClock() : undefined,
        onCall: values.log ? logCall : undefined,
    });
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

/** The default account and those of access keys, out of `--account`. */
function accountsOf(given: readonly string[]): Pick<EmulatorOptions, "accountId" | "accounts"> {
    const pairs = given.flatMap((text) => {
        const [, key, account] = /^(.*)=(.*)$/.exec(text) ?? [];
        return key === undefined || account === undefined ? [] : [[key, account] as const];
    });
    const [accountId, another] = given.filter((text) => !text.includes("="));
    if (another !== undefined) {
        throw new Error("--account: only one account can be the default; write the others as <access key>=<account>");
    }
    return { accountId, accounts: Object.fromEntries(pairs) };
}

function readSeed(path: string): Seed {
    try {
        return JSON.parse(readFileSync(path, "utf8")) as Seed;
    } catch (cause) {
        // What a JSON error says of the file's text may name people.
        const reason = cause instanceof SyntaxError ? "it is not JSON" : String((cause as NodeJS.ErrnoException).code);
        throw new Error(`--seed: ${path} cannot be read: ${reason}`, { cause });
    }
}

function credentialsOf(environment: NodeJS.ProcessEnv): SigningCredentials {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
    if (accessKeyId === undefined || secretAccessKey === undefined) {
        throw new Error("--verify-signatures needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment");
    }
    return { accessKeyId, secretAccessKey };
}

function logCall({ timeMs, operation, statusCode, errorCode, fault }: CallRecord): void {
    const parts = [new Date(timeMs).toISOString(), operation, statusCode === 0 ? "reset" : statusCode, errorCode];
    const line = [...parts, fault && `fault=${fault}`].filter((part) => part !== undefined).join(" ");
    process.stderr.write(`${line}\n`);
}

main().catch((error: unknown) => {
    process.stderr.write(`cognito-user-import-emulator: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});
