import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type CognitoIdentityProviderClient, GetCSVHeaderCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { UserRecord } from "../provider/src/users/userRecord";

/** What makes a row about 200 bytes long: 500,000 of them are 100 MB, the most that one job takes. */
const padding = "x".repeat(116);

/** Typed users. */
export function madeUpUsers(count: number): UserRecord[] {
    return Array.from({ length: count }, (_, index) => ({
        username: `user${index}`,
        name: `Example User ${index}`,
        email: `user${index}@example.com`,
        emailVerified: true,
        address: padding,
    }));
}

/** The same users as the pool's CSV, byte for byte what create() uploads for the typed ones. */
export async function writeCsv(
    cognito: CognitoIdentityProviderClient,
    poolId: string,
    users: number,
    file: string,
): Promise<void> {
    const { CSVHeader = [] } = await cognito.send(new GetCSVHeaderCommand({ UserPoolId: poolId }));
    // It is for jobs that import hashes.
    const columns = CSVHeader.filter((name) => name !== "password_hash");
    function* lines(): Generator<string> {
        yield `${columns.join(",")}\n`;
        for (let user = 0; user < users; user++) {
            const values: Record<string, string> = {
                "cognito:username": `user${user}`,
                name: `Example User ${user}`,
                email: `user${user}@example.com`,
                email_verified: "TRUE",
                phone_number_verified: "FALSE",
                address: padding,
            };
            yield `${columns.map((column) => values[column] ?? "").join(",")}\n`;
        }
    }
    await pipeline(Readable.from(lines()), createWriteStream(file));
}
