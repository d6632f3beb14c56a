import { createRequire } from "node:module";
import { type Clock, systemClock } from "../clock";
import type { Progress } from "./progress";

type Severity = "INFO" | "WARNING";

/** Sends one line to the engine; `ephemeral` replaces the status text of the resource's row. */
type Log = (severity: Severity, text: string, resourceUrn: string, ephemeral: boolean) => void;

/** A line to the engine. */
interface Connection {
    readonly log: Log;
    readonly close: () => void;
}

/** Progress without an engine: it goes nowhere. */
const noProgress: Connection = { log: () => undefined, close: () => undefined };

/** When a status is printed as a line that stays: a minute after the resource's first status, then each time after twice as long. */
class StayingLines {
    private pauseMilliseconds = 60_000;
    private dueAt: number;

    public constructor(private readonly clock: Pick<Clock, "now">) {
        this.dueAt = clock.now() + this.pauseMilliseconds;
    }

    public isNextDue(): boolean {
        const now = this.clock.now();
        if (now < this.dueAt) {
            return false;
        }
        this.pauseMilliseconds *= 2;
        this.dueAt = now + this.pauseMilliseconds;
        return true;
    }
}

/** Reports the progress of every resource to the engine. */
export interface EngineProgress {
    /** The progress of one resource; without a URN it is shown on the stack's row. */
    of(resourceUrn: string | undefined): Progress;
    /** Closes the connection. Later reports go nowhere, also if another process gets the engine's port. */
    close(): void;
}

/**
 * Progress on a resource's own row in `pulumi up`. The engine's address is an argument of the plugin process, and its
 * Log call takes a URN. Reporting is best effort: an engine that does not answer never fails an import.
 *
 * A status is replaced by the next one. After one minute, two, four and so on it is also printed as a line that stays,
 * because a narrow terminal cuts off the row's own text.
 *
 * @param engineAddress `host:port`; `undefined` outside a plugin process
 * @param clock another clock than the machine's, for tests
 */
export function createEngineProgress(
    engineAddress: string | undefined,
    clock: Pick<Clock, "now"> = systemClock,
): EngineProgress {
    let connection: Connection | undefined;
    const lastStatuses = new Map<string, string>();
    const staying = new Map<string, StayingLines>();
    const warnings = new Set<string>();
    const send: Log = (...line) => {
        connection ??= engineAddress === undefined ? noProgress : connect(engineAddress);
        connection.log(...line);
    };
    return {
        of: (resourceUrn = "") => ({
            status: (text) => {
                // Without a terminal each status is a line of its own, so a repeated one is noise.
                if (lastStatuses.get(resourceUrn) !== text) {
                    lastStatuses.set(resourceUrn, text);
                    const lines = staying.get(resourceUrn) ?? new StayingLines(clock);
                    staying.set(resourceUrn, lines);
                    send("INFO", text, resourceUrn, !lines.isNextDue());
                }
            },
            info: (text) => send("INFO", text, resourceUrn, false),
            warn: (text) => {
                // The engine checks a resource twice where it is replaced.
                const warning = `${resourceUrn} ${text}`;
                if (!warnings.has(warning)) {
                    warnings.add(warning);
                    send("WARNING", text, resourceUrn, false);
                }
            },
        }),
        close: () => {
            connection?.close();
            connection = noProgress;
        },
    };
}

/**
 * The engine's address in the arguments of a plugin process: the last one, after flags such as `-v=9` and `--tracing`.
 *
 * @returns `host:port`, or `undefined` in a process of another kind
 */
export function engineAddressIn(args: readonly string[]): string | undefined {
    const last = args.at(-1);
    return last !== undefined && /^[^\s/]+:\d+$/.test(last) ? last : undefined;
}

interface EngineProtocol {
    readonly LogRequest: new () => LogRequest;
    readonly LogSeverity: Readonly<Record<Severity, number>>;
}

interface LogRequest {
    setSeverity(value: number): void;
    setMessage(value: string): void;
    setUrn(value: string): void;
    setEphemeral(value: boolean): void;
}

interface EngineServices {
    readonly EngineClient: new (
        address: string,
        credentials: object,
    ) => { log(request: LogRequest, callback: (error: unknown) => void): void; close(): void };
}

function connect(engineAddress: string): Connection {
    try {
        // The plugin's own copies: a second gRPC would not take the first one's credentials.
        const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
        const grpc = pulumi("@grpc/grpc-js") as { credentials: { createInsecure(): object } };
        const { EngineClient } = pulumi("@pulumi/pulumi/proto/engine_grpc_pb") as EngineServices;
        const { LogRequest, LogSeverity } = pulumi("@pulumi/pulumi/proto/engine_pb") as EngineProtocol;
        const client = new EngineClient(engineAddress, grpc.credentials.createInsecure());
        const log: Log = (severity, text, resourceUrn, ephemeral) => {
            const request = new LogRequest();
            request.setSeverity(LogSeverity[severity]);
            request.setMessage(text);
            request.setUrn(resourceUrn);
            request.setEphemeral(ephemeral);
            client.log(request, () => undefined);
        };
        return { log, close: () => client.close() };
    } catch {
        return noProgress;
    }
}
