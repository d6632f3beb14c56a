import * as pulumi from "@pulumi/pulumi";
import { packUsers } from "../users/packUsers";
import type { UserRecord } from "../users/userRecord";

/**
 * Typed rows as they go to the engine: packed, at once where no value has to be waited for, since half a million rows
 * through an output would take the program seconds and gigabytes. What is no list stays as it is, for the check to tell.
 *
 * @param firstUser place of the first row in the whole list that these are a part of
 */
export function packed(users: unknown, firstUser = 0): pulumi.Input<unknown> {
    const pack = (rows: unknown): unknown =>
        Array.isArray(rows) ? packUsers(rows as readonly UserRecord[], firstUser) : rows;
    return isPlain(users) ? pack(users) : (pulumi.output(users) as pulumi.Output<unknown>).apply(pack);
}

/** Whether a value holds nothing that has to be waited for: no output and no promise. */
export function isPlain(value: unknown): boolean {
    if (typeof value !== "object" || value === null) {
        return true;
    }
    const isLater = pulumi.Output.isInstance(value) || value instanceof Promise;
    return !isLater && Object.values(value).every(isPlain);
}

/**
 * The source as it goes into state: an asset that holds its content, or a URL, is a secret. Inside an output an asset has
 * lost its class, but not its fields.
 */
export function secretAsset(source: string | pulumi.asset.Asset | undefined): pulumi.Input<unknown> {
    // Any part of a URL may be a credential: whoever knows it can read the users.
    return typeof source !== "object" || source === null || "path" in source ? source : pulumi.secret(source);
}
