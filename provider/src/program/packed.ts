import * as pulumi from "@pulumi/pulumi";
import { packUsers } from "../users/packUsers";
import type { UserRecord } from "../users/userRecord";
import { isPlain } from "./isPlain";

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
