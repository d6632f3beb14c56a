import type { ListedUser } from "../cognito/userListApi";
import type { CsvPoolRules } from "../csv/types";
import type { OwnerFile } from "../ownerFile";
import { encodeText } from "../users/encodeValue";
import { type ExportFiles, openPart } from "./exportFiles";
import { type ExportState, newState, saveState } from "./exportState";
import { type RowWriter, rejectedLine, type UserRow } from "./userRow";
import { WrittenNames } from "./writtenNames";

/** A user who would have the username of one who is written already: the import would skip the second. */
const repeatedReason = "username-repeated";

/** The files of an export, and the state that says what of them counts. What it does is done whole or not at all. */
export class ExportOutput {
    private users: OwnerFile | undefined;
    private rejected: OwnerFile | undefined;
    private groups: OwnerFile | undefined;
    private names: WrittenNames;
    private repeated: Set<string>;

    public constructor(
        private readonly writer: RowWriter,
        private readonly files: ExportFiles,
        private readonly state: ExportState,
        private readonly pool: CsvPoolRules,
        private readonly expectedUsers: number | undefined,
    ) {
        this.names = new WrittenNames(pool.caseSensitiveUsernames, expectedUsers);
        this.repeated = new Set(state.repeated);
    }

    /** Opens the parts, cut to what counts of them, with their headers. */
    public async open(): Promise<void> {
        const { files, state } = this;
        this.users = openPart(files.users, state.bytes.users);
        this.rejected = files.rejected === undefined ? undefined : openPart(files.rejected, state.bytes.rejected);
        this.groups = files.groups === undefined ? undefined : openPart(files.groups, state.bytes.groups);
        await this.names.addFrom(files.users, state.bytes.users);
        this.writeHeaders();
    }

    /** Writes a page of users. */
    public addUsers(users: readonly ListedUser[]): void {
        const rows = users.map((user) => this.rowOf(user));
        this.users?.append(rows.map((row) => ("line" in row ? `${row.line}\n` : "")).join(""));
        this.rejected?.append(users.map((user, index) => rejectedLine(user, rows[index] as UserRow)).join(""));
        this.settle();
        for (const [index, user] of users.entries()) {
            this.count(user, rows[index] as UserRow);
        }
    }

    /** Takes everything back. */
    public beginAnew(): void {
        for (const part of [this.users, this.rejected, this.groups]) {
            part?.cut(0);
        }
        Object.assign(this.state, newState(this.state.request));
        this.names = new WrittenNames(this.pool.caseSensitiveUsernames, this.expectedUsers);
        this.repeated = new Set();
        this.writeHeaders();
    }

    /** Takes back the group that was being read when the export stopped, where it is not among the groups any more. */
    public dropGroupIfGone(names: readonly string[]): void {
        const { group } = this.state;
        if (group !== undefined && !group.isDone && !names.includes(group.name)) {
            this.beginGroupAnew();
            group.isDone = true;
        }
    }

    /** Whether a group is still to be read, or to be read on. */
    public isGroupLeft(name: string): boolean {
        const { group } = this.state;
        return group === undefined || name > group.name || (name === group.name && !group.isDone);
    }

    /** Begins a group, or goes on with the one that was being read. */
    public openGroup(name: string): void {
        const { state } = this;
        if (state.group?.name !== name || state.group.isDone) {
            const { memberships, membershipsLeftOut } = state;
            state.group = {
                name,
                isDone: false,
                start: { bytes: state.bytes.groups, memberships, membershipsLeftOut },
            };
            state.token = undefined;
        }
    }

    /** Takes back what was read of the group. */
    public beginGroupAnew(): void {
        const { state } = this;
        if (state.group !== undefined) {
            const { bytes, ...counts } = state.group.start;
            this.groups?.cut(bytes);
            this.settle();
            Object.assign(state, counts);
            state.token = undefined;
        }
    }

    /** Writes a page of the group's members, those who are in the CSV. */
    public addMembers(users: readonly ListedUser[]): void {
        const group = encodeText(this.state.group?.name ?? "");
        const names = users.flatMap((user) => this.nameInCsv(user) ?? []).map(encodeText);
        const lines = typeof group === "string" ? names.map((name) => `${name},${group}\n`) : [];
        this.groups?.append(lines.join(""));
        this.settle();
        this.state.memberships += lines.length;
        this.state.membershipsLeftOut += users.length - lines.length;
    }

    public endGroup(): void {
        if (this.state.group !== undefined) {
            this.state.group.isDone = true;
        }
    }

    /** Keeps what was written so far: the next run goes on from here. */
    public keep(): void {
        for (const part of [this.users, this.rejected, this.groups]) {
            part?.sync();
        }
        saveState(this.files.users, this.state);
    }

    public close(): void {
        for (const part of [this.users, this.rejected, this.groups]) {
            part?.close();
        }
    }

    private writeHeaders(): void {
        const headers = [
            [this.users, this.writer.columns.join(",")],
            [this.rejected, "cognito:username,reason,column"],
            [this.groups, "cognito:username,group"],
        ] as const;
        for (const [part, header] of headers) {
            if (part?.bytes === 0) {
                part.append(`${header}\n`);
            }
        }
        this.settle();
    }

    private rowOf(user: ListedUser): UserRow {
        const row = this.writer.rowOf(user);
        if (!("line" in row)) {
            return row;
        }
        if (this.names.has(row.username)) {
            return { reason: repeatedReason, column: "cognito:username" };
        }
        this.names.add(row.username);
        return row;
    }

    private count(user: ListedUser, row: UserRow): void {
        const { state } = this;
        state.read++;
        if ("line" in row) {
            state.written++;
            for (const name of this.writer.lostAttributes(user)) {
                state.lost[name] = (state.lost[name] ?? 0) + 1;
            }
            return;
        }
        state.leftOut[row.reason] = (state.leftOut[row.reason] ?? 0) + 1;
        const sub = user.attributes.get("sub");
        if (row.reason === repeatedReason && sub !== undefined) {
            this.repeated.add(sub);
            state.repeated.push(sub);
        }
    }

    /** What a member of a group is called in the CSV; `undefined`: this user is not in it, though another of that name may be. */
    private nameInCsv(user: ListedUser): string | undefined {
        const row = this.writer.rowOf(user);
        const isRepeated = this.repeated.has(user.attributes.get("sub") ?? "");
        return "line" in row && !isRepeated && this.names.has(row.username) ? row.username : undefined;
    }

    /** What is in the files now counts. */
    private settle(): void {
        this.state.bytes = {
            users: this.users?.bytes ?? 0,
            rejected: this.rejected?.bytes ?? 0,
            groups: this.groups?.bytes ?? 0,
        };
    }
}
