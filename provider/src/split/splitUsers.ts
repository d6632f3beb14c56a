import * as pulumi from "@pulumi/pulumi";
import { isPresent } from "../argumentValues";
import { maxLineBytes } from "../csv/csvLimits";
import { isPlain, packed } from "../program/sourceProperties";
import { encodeUsers } from "../users/encodeUsers";
import { headerWithCustomColumns, passwordHashColumn } from "../users/standardColumns";
import type { UserRecord } from "../users/userRecord";
import type { PartLimits } from "./part";
import { PartPlanner } from "./partPlan";
import { RepeatedUsernames } from "./repeatedUsernames";
import type { SourcePlan } from "./sourcePlanner";
import {
    type Parts,
    type SplitContext,
    type SplitPlan,
    singleJob,
    type UsersArgument,
    warnOfRepeated,
} from "./splitPlan";

/** How a list of users becomes jobs: each gets its slice of the rows. */
export function splitUsers(users: UsersArgument, context: SplitContext): SplitPlan {
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

function partsOfList(users: readonly pulumi.Input<object>[], context: SplitContext): SplitPlan["parts"] {
    if (isSmallList(users, context.limits)) {
        return singleJob;
    }
    if (isPlain(users)) {
        return partsOfRows(users, context);
    }
    const known: pulumi.Output<unknown> = pulumi.output([...users]);
    return known.apply((rows) => partsOfRows(rows, context));
}

function partsOfRows(rows: unknown, context: SplitContext): Parts {
    if (!Array.isArray(rows)) {
        return singleJob;
    }
    const plan = planUsers(rows, context.limits);
    return plan.parts.length > 1 ? warnOfRepeated(plan, (line) => `users[${line - 2}]`, context.resource) : singleJob;
}

/** The rows of one job, packed already, since only here is known where in the whole list they stand. */
function packedSlice(rows: readonly unknown[], parts: Parts, index: number): UsersArgument {
    const [first = 0, next] = [parts[index], parts[index + 1]].map((part) =>
        part === undefined ? part : part.firstLine - 2,
    );
    return packed(rows.slice(first, next), first) as UsersArgument;
}

/** Rows that are encoded at a time, at most. */
const batchUsers = 1000;

/**
 * Custom attributes that a pool has at most; each is a column, and so a comma in every row.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
const maxCustomColumns = 50;

/** Stands for a row that cannot be encoded: the check of its job tells what is wrong with it. */
const brokenLine = Buffer.from("?\n");

/** A line without a username. */
const blankLine = Buffer.from("\n");

const lineFeed = 0x0a;

/**
 * Where a list of users is cut, as if it were a CSV: user `n` is line `n + 2`.
 *
 * A row counts as long as it can become in any pool, with the commas of all columns that there may be, and its line is made
 * of nothing but itself: neither the pool nor an attribute of another user moves a cut.
 */
export function planUsers(users: readonly unknown[], limits: PartLimits): SourcePlan {
    const planner = new PartPlanner(limits);
    const usernames = new RepeatedUsernames();
    const sink: LineSink = { planner, usernames };
    planner.push(longestHeader);
    usernames.push(longestHeader);
    for (let from = 0; from < users.length; ) {
        const names = attributesOf(users[from]);
        let to = from + 1;
        while (to < users.length && to - from < batchUsers && isSame(attributesOf(users[to]), names)) {
            to++;
        }
        pushBatch(sink, users.slice(from, to), names);
        from = to;
    }
    return { parts: planner.finish().parts, repeated: usernames.finish() };
}

/** Whether one job takes as many rows, whatever is in them: a longer line than Cognito takes is refused in any case. */
export function isSmallList(users: readonly unknown[], { maxRows, maxBytes }: PartLimits): boolean {
    return users.length <= maxRows && (users.length + 1) * maxLineBytes <= maxBytes;
}

/** The custom attributes of a row, sorted; `undefined` of what is no row. */
function attributesOf(user: unknown): readonly string[] | undefined {
    if (typeof user !== "object" || user === null) {
        return undefined;
    }
    const { attributes } = user as UserRecord;
    const given = Object.entries(attributes ?? {}).filter(([, value]) => isPresent(value));
    return given.map(([name]) => name).sort(byCodeUnits);
}

function byCodeUnits(one: string, other: string): number {
    return one < other ? -1 : 1;
}

function isSame(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
    return one?.length === other?.length && (one ?? []).every((name, index) => name === other?.[index]);
}

/** Where the lines go. */
interface LineSink {
    readonly planner: PartPlanner;
    readonly usernames: RepeatedUsernames;
}

function pushBatch(sink: LineSink, users: readonly unknown[], names: readonly string[] | undefined): void {
    if (names === undefined) {
        for (const _ of users) {
            pushBroken(sink);
        }
        return;
    }
    const { csv, problems } = encodeUsers(users as readonly UserRecord[], longHeader(names));
    if (problems.length > 0 && users.length > 1) {
        for (const user of users) {
            pushBatch(sink, [user], names);
        }
        return;
    }
    if (problems.length > 0) {
        pushBroken(sink);
        return;
    }
    const lines = csv.subarray(csv.indexOf(lineFeed) + 1);
    sink.usernames.push(lines);
    pushLines(sink.planner, lines, Math.max(maxCustomColumns - names.length, 0));
}

function pushBroken({ planner, usernames }: LineSink): void {
    planner.push(brokenLine);
    usernames.push(blankLine);
}

function pushLines(planner: PartPlanner, lines: Buffer, missingColumns: number): void {
    const end = Buffer.from(`${",".repeat(missingColumns)}\n`);
    for (let start = 0; start < lines.length; ) {
        const lineEnd = lines.indexOf(lineFeed, start);
        planner.push(lines.subarray(start, lineEnd));
        planner.push(end);
        start = lineEnd + 1;
    }
}

/** As long as a pool's header can be: names of custom attributes have at most 20 characters after their prefix. */
const longestHeader = Buffer.from(
    `${longHeader(Array.from({ length: maxCustomColumns }, () => `dev:custom:${"x".repeat(20)}`)).join()}\n`,
);

/** A header with the column of password hashes, which an upload may have. */
function longHeader(customColumns: readonly string[]): readonly string[] {
    return [...headerWithCustomColumns(customColumns), passwordHashColumn];
}
