import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type CognitoIdentityProviderClient, GetCSVHeaderCommand } from "@aws-sdk/client-cognito-identity-provider";

/** Close to the 2,048 that a value may have. */
const filler = "x".repeat(2000);

/**
 * Writes at least as many bytes of made-up users as the pool's CSV, in rows of 8 kB: where bytes count and users only take time.
 *
 * @returns how much it has become
 */
export async function writeWideCsv(
    cognito: CognitoIdentityProviderClient,
    userPoolId: string,
    bytes: number,
    file: string,
): Promise<{ readonly users: number; readonly bytes: number }> {
    const { CSVHeader: columns = [] } = await cognito.send(new GetCSVHeaderCommand({ UserPoolId: userPoolId }));
    const line = (user: number): string => {
        const values: Record<string, string> = {
            "cognito:username": `user${user}`,
            name: filler,
            given_name: filler,
            family_name: filler,
            address: filler,
            email: `user${user}@example.com`,
            email_verified: "TRUE",
            phone_number_verified: "FALSE",
            "cognito:mfa_enabled": "FALSE",
        };
        return `${columns.map((column) => values[column] ?? "").join(",")}\n`;
    };
    const header = `${columns.join(",")}\n`;
    const written = { users: 0, bytes: header.length };
    function* lines(): Generator<string> {
        yield header;
        while (written.bytes < bytes) {
            const text = line(written.users);
            written.users++;
            written.bytes += text.length;
            yield text;
        }
    }
    await pipeline(Readable.from(lines()), createWriteStream(file));
    return written;
}
