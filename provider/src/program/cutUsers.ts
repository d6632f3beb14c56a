import * as pulumi from "@pulumi/pulumi";
import { type Cut, type CutContext, type Parts, type UsersArgument, whole } from "./cut";
import { isSmallList, planUsers } from "./planUsers";
import { warnOfRepeated } from "./sourcePlan";

/** How a list of users becomes jobs: each gets its slice of the rows. */
export function cutUsers(users: UsersArgument, context: CutContext): Cut {
    if (Array.isArray(users)) {
        return {
            parts: partsOfList(users, context),
            // Rows as they were given, with the outputs in them: a job depends on what its own rows depend on.
            argumentsOf: (parts, index) => ({ users: sliceOf(users, parts, index) }),
        };
    }
    const known: pulumi.Output<unknown> = pulumi.output(users);
    return {
        parts: known.apply((rows) => partsOfRows(rows, context)),
        argumentsOf: (parts, index) => ({
            users: known.apply((rows) => sliceOf(rows as readonly object[], parts, index)),
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

function sliceOf<Row>(rows: readonly Row[], parts: Parts, index: number): Row[] {
    const [first, next] = [parts[index], parts[index + 1]].map((part) =>
        part === undefined ? part : part.firstLine - 2,
    );
    return rows.slice(first, next);
}

/** Whether a value holds nothing that has to be waited for. */
function isPlain(value: unknown): boolean {
    if (typeof value !== "object" || value === null) {
        return true;
    }
    const isLater = pulumi.Output.isInstance(value) || value instanceof Promise;
    return !isLater && Object.values(value).every(isPlain);
}
