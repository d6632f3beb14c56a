import { createRequire } from "node:module";
import type { Progress } from "./lifecycle/dependencies";

type Severity = "INFO" | "WARNING";

/** Sends one line to the engine; `ephemeral` replaces the status text of the resource's row. */
type Log = (severity: Severity, text: string, resourceUrn: string, ephemeral: boolean) => void;

/** Without an engine there is nobody to tell. */
const silent: Log = () => undefined;

/**
 * Progress on a resource's own row in `pulumi up`: the engine's address is an argument of the plugin process, and its
 * Log call takes a URN. Telling is best effort; an engine that does not listen never fails an import.
 *
 * @param engineAddress `host:port`; `undefined` outside a plugin process
 */
export function createEngineProgress(engineAddress: string | undefined): (resourceUrn: string | undefined) => Progress {
    let log: Log | undefined;
    const lastStatuses = new Map<string, string>();
    const warnings = new Set<string>();
    return (resourceUrn = "") => {
        log ??= engineAddress === undefined ? silent : connect(engineAddress);
        const send: Log = log;
        return {
            status: (text) => {
                // Where output is no terminal each status is a line: one that says nothing new is noise.
                if (lastStatuses.get(resourceUrn) !== text) {
                    lastStatuses.set(resourceUrn, text);
                    send("INFO", text, resourceUrn, true);
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
        };
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
    ) => { log(request: LogRequest, callback: (error: unknown) => void): void };
}

function connect(engineAddress: string): Log {
    try {
        // The plugin's own copies: a second gRPC would not take the first one's credentials.
        const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
        const grpc = pulumi("@grpc/grpc-js") as { credentials: { createInsecure(): object } };
        const { EngineClient } = pulumi("@pulumi/pulumi/proto/engine_grpc_pb") as EngineServices;
        const { LogRequest, LogSeverity } = pulumi("@pulumi/pulumi/proto/engine_pb") as EngineProtocol;
        const client = new EngineClient(engineAddress, grpc.credentials.createInsecure());
        return (severity, text, resourceUrn, ephemeral) => {
            const request = new LogRequest();
            request.setSeverity(LogSeverity[severity]);
            request.setMessage(text);
            request.setUrn(resourceUrn);
            request.setEphemeral(ephemeral);
            client.log(request, () => undefined);
        };
    } catch {
        return silent;
    }
}
