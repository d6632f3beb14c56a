import * as pulumi from "@pulumi/pulumi";
import { isPlain } from "../program/isPlain";
import { packed } from "../program/packed";
import { type Cut, type CutContext, type Parts, type UsersArgument, whole } from "./cut";
import { isSmallList, planUsers } from "./planUsers";
import { warnOfRepeated } from "./sourcePlan";

/** How a list of users becomes jobs: each gets its slice of the rows. */
export function cutUsers(users: UsersArgument, context: CutContext): Cut {
    if (Array.isArray(users)) {
        return {
            parts: partsOfList(users, context),
            // Rows as they were given, with the outputs in them: a job depends on what its own rows depend on.
            argumentsOf: (parts, index) => ({ users: packedSlice(users, parts, index) }),
        };
    }
    const known: pulumi.Output<unknown> = pulumi.output(users);
    return {
        parts: known.apply((rows) => partsOfRows(rows, context)),
        argumentsOf: (parts, index) => ({
            users: known.apply((rows): unknown =>
                packedSlice(rows as readonly unknown[], parts, index),
            ) as UsersArgument,
        }),
    };
}

function partsOfList(users: readonly pulumi.Input<object>[], context: CutContext): Cut["parts"] {
    if (isSmallList(users, context.limits)) {
        return whole;
    }
    if (isPlain(users)) {
        return partsOfRows(users, context);
    }
    const known: pulumi.Output<unknown> = pulumi.output([...users]);
    return known.apply((rows) => partsOfRows(rows, context));
}

function partsOfRows(rows: unknown, context: CutContext): Parts {
    if (!Array.isArray(rows)) {
        return whole;
    }
    const plan = planUsers(rows, context.limits);
    return plan.parts.length > 1 ? warnOfRepeated(plan, (line) => `users[${line - 2}]`, context.resource) : whole;
}

/** The rows of one job, packed already, since only here is known where in the whole list they stand. */
function packedSlice(rows: readonly unknown[], parts: Parts, index: number): UsersArgument {
    const [first = 0, next] = [parts[index], parts[index + 1]].map((part) =>
        part === undefined ? part : part.firstLine - 2,
    );
    return packed(rows.slice(first, next), first) as UsersArgument;
}
