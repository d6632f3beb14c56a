import { UserImportError } from "../errors/errors";
import { type ExportFiles, partOf, pathsOf, readIfThere, removeFiles, writeState } from "./exportFiles";

/** What an export was asked for, as far as two runs of it must agree. */
export type ExportRequest = Readonly<Record<string, string | readonly string[] | undefined>>;

/** How far an export has come: all that a later run needs to go on. */
export interface ExportState {
    readonly version: 1;
    readonly request: ExportRequest;
    phase: "users" | "groups" | "written";
    /** The token of the next page of ListUsers; of ListUsersInGroup in the phase `groups`. `undefined`: the first. */
    token: string | undefined;
    /** Bytes of the parts that count. */
    bytes: { users: number; rejected: number; groups: number };
    /** Users read and written. */
    read: number;
    written: number;
    /** Users left out, by reason. */
    leftOut: Record<string, number>;
    /** Written users with a value of an attribute that has no column, by attribute. */
    lost: Record<string, number>;
    /** `sub` of users who would have the username of another one. */
    repeated: string[];
    /** The group that is being read, and the state when that began; `undefined`: none was begun. Groups come in the order of their names. */
    group: { name: string; isDone: boolean; start: MembershipCounts & { bytes: number } } | undefined;
    memberships: number;
    /** Memberships of users who are not in the CSV. */
    membershipsLeftOut: number;
}

type MembershipCounts = Pick<ExportState, "memberships" | "membershipsLeftOut">;

/** Where the state of the export into `output` is kept. */
export function statePath(output: string): string {
    return `${output}.resume.json`;
}

/** The state of an export that begins. */
export function newState(request: ExportRequest): ExportState {
    return {
        version: 1,
        request,
        phase: "users",
        token: undefined,
        bytes: { users: 0, rejected: 0, groups: 0 },
        read: 0,
        written: 0,
        leftOut: {},
        lost: {},
        repeated: [],
        group: undefined,
        memberships: 0,
        membershipsLeftOut: 0,
    };
}

/**
 * The state of an export into `output` that was stopped; `undefined`: there was none.
 *
 * @throws UserImportError where it was another export, or its file is not one of ours
 */
export function readState(output: string, request: ExportRequest): ExportState | undefined {
    const path = statePath(output);
    const text = readIfThere(path);
    if (text === undefined) {
        return undefined;
    }
    const state = parse(text);
    if (state === undefined) {
        throw new UserImportError(
            "config-invalid",
            `${path} is not the state of an export. Delete it, or start anew with --restart.`,
        );
    }
    const other = Object.keys({ ...request, ...state.request }).filter(
        (name) => JSON.stringify(request[name] ?? null) !== JSON.stringify(state.request[name] ?? null),
    );
    if (other.length > 0) {
        throw new UserImportError(
            "config-invalid",
            `An export into ${output} was stopped that had another ${other.join(", ")}. Give what it had to go on, or start anew with --restart.`,
        );
    }
    return state;
}

/** Keeps the state: afterwards the next run goes on from here. */
export function saveState(output: string, state: ExportState): void {
    writeState(statePath(output), `${JSON.stringify(state)}\n`);
}

/** Forgets an export that was stopped: its state and its parts. */
export function forgetExport(files: ExportFiles): void {
    removeFiles([...pathsOf(files).map(partOf), statePath(files.users)]);
}

function parse(text: string): ExportState | undefined {
    try {
        const state = JSON.parse(text) as Partial<ExportState> | null;
        const isOurs = state?.version === 1 && typeof state.request === "object" && typeof state.bytes === "object";
        return isOurs ? (state as ExportState) : undefined;
    } catch {
        return undefined;
    }
}
