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

/** A pool's CSV of made-up users, with addresses that make each row `bytesOfRow` bytes long. */
export async function writeLongRows(
    file: string,
    users: number,
    columns: readonly string[],
    bytesOfRow: number,
): Promise<void> {
    const row = (user: number, address: string): string => {
        const id = String(user).padStart(8, "0");
        const values: Record<string, string> = {
            "cognito:username": `made-up-${id}`,
            name: `Made Up the ${id}th of the benchmark`,
            email: `made-up-${id}@example.com`,
            email_verified: "true",
            phone_number_verified: "false",
            address,
            "cognito:mfa_enabled": "false",
        };
        return `${columns.map((column) => values[column] ?? "").join(",")}\n`;
    };
    const address = "1 Example Street\\, 12345 Exampletown".padEnd(bytesOfRow - row(0, "").length, ".");
    function* lines(): Generator<string> {
        yield `${columns.join(",")}\n`;
        for (let user = 0; user < users; user += 1000) {
            const count = Math.min(1000, users - user);
            yield Array.from({ length: count }, (_, index) => row(user + index, address)).join("");
        }
    }
    await pipeline(Readable.from(lines()), createWriteStream(file));
}
