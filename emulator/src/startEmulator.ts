import { controlsOf, type EmulatorControls } from "./controls/controls";
import { openServices } from "./durability/openServices";
import { type EmulatorOptions, resolveOptions } from "./options";
import { applySeed } from "./seed";
import { createHttpServer, listen } from "./server/httpServer";

/** A running emulator. */
export interface Emulator extends EmulatorControls {
    /** The endpoint for AWS clients, such as `http://127.0.0.1:9229`. */
    readonly url: string;
    readonly port: number;
    /** Stops listening, cuts connections, ends jobs and removes temporary files. May be called again. */
    close(): Promise<void>;
}

/**
 * Starts an emulator in this process; resolves when it answers.
 * @throws RangeError when an option is out of its range, Error when the port cannot be used.
 * @example
 * const emulator = await startEmulator();
 * const client = new CognitoIdentityProviderClient({ endpoint: emulator.url, region: emulator.region, credentials });
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
    const settings = resolveOptions(options);
    const { services, close: closeParts } = await openServices(settings);
    const server = createHttpServer(services);
    const begin = async (): Promise<number> => {
        if (settings.seed !== undefined) {
            await applySeed(services, settings.seed);
        }
        return listen(server, settings.port, settings.host);
    };
    const port = await begin().catch(async (error: unknown) => {
        await closeParts();
        throw error;
    });
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeAllConnections();
        await closed;
        await closeParts();
    };
    return Object.defineProperties(
        {
            url: `http://${urlHost(settings.host)}:${port}`,
            port,
            close: () => {
                closing ??= close();
                return closing;
            },
        },
        Object.getOwnPropertyDescriptors(controlsOf(services)),
    ) as Emulator;
}

/** The host to connect to where the emulator listens on `host`. */
function urlHost(host: string): string {
    if (host === "0.0.0.0" || host === "::") {
        return "127.0.0.1";
    }
    return host.includes(":") ? `[${host}]` : host;
}
