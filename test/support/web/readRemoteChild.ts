import { openRemoteSource } from "../../../provider/src/source/remoteSource";
import { manualClock } from "../process/manualClock";
import { textOf } from "../sources/textOf";

/** What became of one URL: its content, or the error's code and text. */
export type RemoteReading = { readonly text: string } | { readonly code: string; readonly message: string };

/** A process of its own, since Node reads NODE_EXTRA_CA_CERTS at its start: reads URLs and prints what became of them. */
async function main(urls: readonly string[]): Promise<void> {
    const readings: RemoteReading[] = [];
    for (const text of urls) {
        const url = new URL(text);
        const location = { url, description: url.href, trustedOrigins: [], maxBytes: 1_000_000, clock: manualClock() };
        readings.push(
            await openRemoteSource(location)
                .then(async (source) => ({ text: await textOf(source) }))
                .catch(({ code, message }) => ({ code, message })),
        );
    }
    process.stdout.write(JSON.stringify(readings));
}

void main(process.argv.slice(2));
