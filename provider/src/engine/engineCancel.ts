import { createRequire } from "node:module";

interface GrpcServer {
    prototype: { _retrieveHandler?: (this: unknown, path: string) => unknown };
}

/**
 * Calls back when the engine's Cancel call comes in, for the life of the process.
 *
 * Why it wraps a private part of gRPC: on Ctrl-C the engine sends the plugin only this call. The SDK's server answers it
 * without telling the provider, and the engine then waits for the running operations. Without the wrapper Ctrl-C would wait
 * for an import job to end, which may take hours. The SDK offers no hook. Every call still goes to the handler that it was
 * meant for. If another version of gRPC has no such method, nothing is wrapped, and Ctrl-C waits for the job.
 *
 * @see docs/decisions/0014-what-is-changed-of-the-shared-process.md
 */
export function onEngineCancel(onCancel: () => void): void {
    try {
        const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
        const { Server } = pulumi("@grpc/grpc-js") as { Server: GrpcServer };
        const original = Server.prototype._retrieveHandler;
        if (original === undefined) {
            return;
        }
        Server.prototype._retrieveHandler = function (path) {
            if (path === "/pulumirpc.ResourceProvider/Cancel") {
                onCancel();
            }
            return original.call(this, path);
        };
    } catch {
        // Without it Ctrl-C waits; nothing else changes.
    }
}
