import { ManualClock } from "./clock";
import { type EmulatorOptions, resolveOptions, type Settings } from "./options";
import { CallLog, type CallRecord } from "./server/callRecord";
import { createHttpServer, listen } from "./server/httpServer";
import { ImportRunner } from "./services/importRunner";
import { JobStore } from "./services/jobStore";
import { LogStore } from "./services/logStore";
import { PoolStore } from "./services/poolStore";
import { Presigner } from "./services/presigner";
import type { Services } from "./services/services";
import { UploadStore } from "./services/uploadStore";
import { Waiter } from "./services/waiter";

/** A running emulator. */
export interface Emulator {
    /** The endpoint for AWS clients, such as `http://127.0.0.1:9229`. */
    readonly url: string;
    readonly port: number;
    readonly region: string;
    readonly accountId: string;
    /** The last calls, oldest first. */
    readonly calls: readonly CallRecord[];
    /** Resolves when no job works any more, except those that wait for time to pass. */
    settled(): Promise<void>;
    /**
     * Lets time pass on a {@link ManualClock}, with everything that becomes due on the way, and waits for jobs to settle.
     * @throws Error when the emulator was not started with such a clock.
     */
    advance(seconds: number): Promise<void>;
    /** Stops listening, cuts connections, ends jobs and removes temporary files. May be called again. */
    close(): Promise<void>;
}

/**
 * Starts an emulator in this process; resolves when it answers.
 * @throws RangeError when an option is out of its range, Error when the port cannot be had.
 * @example
 * const emulator = await startEmulator();
 * const client = new CognitoIdentityProviderClient({ endpoint: emulator.url, region: emulator.region, credentials });
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
    const settings = resolveOptions(options);
    const waiter = new Waiter(settings.clock);
    const services = assemble(settings, waiter);
    const calls = new CallLog();
    const server = createHttpServer(services, calls);
    const port = await listen(server, settings.port, settings.host);
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeAllConnections();
        await closed;
        await services.runner.close();
        await services.uploads.close();
    };
    return {
        url: `http://${urlHost(settings.host)}:${port}`,
        port,
        region: settings.region,
        accountId: settings.accountId,
        get calls() {
            return calls.calls;
        },
        settled: () => waiter.settled(),
        advance: (seconds) => advance(settings, waiter, seconds * 1000),
        close: () => {
            closing ??= close();
            return closing;
        },
    };
}

function assemble(settings: Settings, waiter: Waiter): Services {
    const { clock } = settings;
    const uploads = new UploadStore();
    const logs = new LogStore();
    const presigner = new Presigner(settings.region, clock);
    return {
        settings,
        clock,
        uploads,
        logs,
        presigner,
        pools: new PoolStore(settings, clock),
        jobs: new JobStore({ settings, clock, presigner, uploads }),
        runner: new ImportRunner({ settings, clock, waiter, uploads, logs }),
    };
}

async function advance({ clock }: Settings, waiter: Waiter, byMs: number): Promise<void> {
    if (!(clock instanceof ManualClock)) {
        throw new Error("advance needs an emulator that was started with a ManualClock");
    }
    const untilMs = clock.now() + byMs;
    await waiter.settled();
    for (let nextMs = clock.nextTimer(); nextMs !== undefined && nextMs <= untilMs; nextMs = clock.nextTimer()) {
        clock.moveTo(nextMs);
        await waiter.settled();
    }
    clock.moveTo(untilMs);
}

/** The host to connect to where the emulator listens on `host`. */
function urlHost(host: string): string {
    if (host === "0.0.0.0" || host === "::") {
        return "127.0.0.1";
    }
    return host.includes(":") ? `[${host}]` : host;
}
